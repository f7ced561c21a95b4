import type { z } from 'zod'
import { PROBLEM_TYPES } from '../../src/api/contract/problem.ts'
import type { Route } from '../../src/api/contract/route.ts'
import { ROUTES } from '../../src/api/contract/routes.ts'
import { problemsOf } from '../../src/api/openapi-document.ts'
import { jsonSchemaOf } from '../../src/api/validator.ts'
import { GENERATED, table } from './markdown.ts'

/** docs/reference/api.md: every route of the contract. */
export function apiPage(): string {
  const routes = Object.entries<Route>(ROUTES)
  const index = routes.map(([name, route]) => [
    `[\`${route.method} ${route.path}\`](#${name.toLowerCase()})`,
    route.needs === null ? 'anyone' : `\`${route.needs}\``,
    route.summary,
  ])
  return `${GENERATED}
# API reference

Keys travel as \`Authorization: Bearer KEY\`; a key with the scope \`admin\` may do everything. A running service shows the
same as an OpenAPI 3.1 document at \`/openapi.json\`. What a refusal looks like: [errors](../errors.md).

${table(['route', 'needs', 'what it does'], index)}

${routes.map(([name, route]) => section(name, route)).join('\n')}`
}

function section(name: string, route: Route): string {
  const parts = [`## ${name}\n`, `\`${route.method} ${route.path}\`: ${route.summary}.\n`]
  if (route.description) parts.push(`${route.description}\n`)
  if (route.bytes) parts.push('**Body**\n', 'the file itself, byte for byte\n')
  for (const [title, schema] of [
    ['Path', route.params],
    ['Query', route.query],
    [route.lines ? 'Each line' : 'Body', route.body],
    [route.lines ? 'Each line of the reply' : `Reply (${route.status})`, route.reply],
  ] as const) {
    if (schema) parts.push(`**${title}**\n`, `${fields(schema)}\n`)
  }
  if (route.example?.body !== undefined)
    parts.push('```json', JSON.stringify(route.example.body, null, 2), '```\n')
  if (route.example?.reply !== undefined)
    parts.push('```json', JSON.stringify(route.example.reply, null, 2), '```\n')
  const problems = problemsOf(route).map((problem) => `${PROBLEM_TYPES[problem].status} ${problem}`)
  parts.push(`Problems: ${problems.join(', ')}.\n`)
  return parts.join('\n')
}

type Schema = z.core.JSONSchema.BaseSchema

function fields(of: z.ZodType): string {
  const schema = jsonSchemaOf(of)
  const forms = schema.anyOf?.filter((form) => typeof form === 'object' && form.type === 'object') as
    | Schema[]
    | undefined
  if (forms?.length) return forms.map(objectTable).join('\n\nor\n\n')
  return schema.type === 'object' && schema.properties ? objectTable(schema) : `${typeText(schema)}`
}

function objectTable(schema: Schema): string {
  const required = new Set(schema.required ?? [])
  const rows = Object.entries(schema.properties ?? {}).map(([name, of]) => [
    `\`${name}\``,
    typeText(of as Schema),
    required.has(name) ? 'yes' : '',
  ])
  return table(['field', 'type', 'always'], rows)
}

function typeText(schema: Schema): string {
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.anyOf) return schema.anyOf.map((form) => typeText(form as Schema)).join(' or ')
  if (schema.oneOf) return schema.oneOf.map((form) => typeText(form as Schema)).join(' or ')
  if (schema.type === 'array') {
    const items = schema.items && typeof schema.items === 'object' ? typeText(schema.items as Schema) : 'pair'
    return `list of ${items}`
  }
  if (schema.type === 'object') {
    const names = Object.keys(schema.properties ?? {})
    return names.length > 0 ? `object {${names.map((name) => `\`${name}\``).join(', ')}}` : 'object'
  }
  if (schema.format === 'date-time') return 'time (RFC 3339)'
  const { type } = schema as { type?: string | string[] }
  return type === undefined ? 'any JSON' : [type].flat().join(' or ')
}
