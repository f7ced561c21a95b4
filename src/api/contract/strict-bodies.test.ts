import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Route } from './route.ts'
import { ROUTES } from './routes.ts'

/** Objects of a schema that take fields which they do not name, by path. Free maps, as of what the platform sends, are none. */
function loose(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  if (Array.isArray(schema)) return schema.flatMap((one, i) => loose(one, `${path}[${i}]`))
  const { type, properties, additionalProperties } = schema as Record<string, unknown>
  const here = type === 'object' && properties !== undefined && additionalProperties !== false ? [path] : []
  return [...here, ...Object.entries(schema).flatMap(([key, value]) => loose(value, `${path}.${key}`))]
}

test('no body, parameter or query takes a field that it does not name', () => {
  const taken = Object.entries<Route>(ROUTES).flatMap(([name, { body, params, query }]) =>
    [body, params, query].flatMap((schema) =>
      schema === undefined ? [] : loose(z.toJSONSchema(schema, { io: 'input' }), name),
    ),
  )
  // Providers of single sign-on add what they like to the way back.
  expect(taken).toEqual(['ssoCallback'])
})
