import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { z } from 'zod'
import { didYouMean } from '../core/suggest.ts'
import type { FieldProblem } from './contract/problem.ts'

/** More problems than these help nobody. */
const MOST_PROBLEMS = 20

/** Says what does not fit, or undefined when all does. */
export type Validator = (value: unknown) => FieldProblem[] | undefined

/** Compiles a wire schema to a fast validator whose problems name fields and never values. */
export function validatorOf(schema: z.ZodType): Validator {
  const check = ajv().compile(jsonSchemaOf(schema))
  if (!isRefined(schema)) return (value) => (check(value) ? undefined : problemsOf(check))
  return (value) => (check(value) ? refinedProblems(schema, value) : problemsOf(check))
}

/** The same, compiled when it is first asked: most of a hundred routes are not asked in a process's life. */
export function validatorAtFirstUse(schema: z.ZodType): Validator {
  let check: Validator | undefined
  return (value) => {
    check ??= validatorOf(schema)
    return check(value)
  }
}

/** Whether a schema asks for something that JSON Schema cannot say, here or further in. */
function isRefined(schema: z.ZodType, seen = new Set<unknown>()): boolean {
  if (seen.has(schema)) return false
  seen.add(schema)
  const look = (value: unknown): boolean => {
    if (value instanceof z.ZodType) return isRefined(value, seen)
    if (Array.isArray(value)) return value.some(look)
    return isPlain(value) && Object.values(value).some(look)
  }
  const { checks = [], ...def } = schema._zod.def as { checks?: z.core.$ZodCheck[] }
  return checks.some((one) => one._zod.def.check === 'custom') || look(def)
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Only what refinements say: of the rest the JSON Schema has the word. */
function refinedProblems(schema: z.ZodType, value: unknown): FieldProblem[] | undefined {
  const { error } = schema.safeParse(value)
  const problems = (error?.issues ?? [])
    .filter(({ code }) => code === 'custom' || code === 'invalid_union')
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => ({
      field: fieldOf(path.map((key) => `/${String(key)}`).join('')) || '(body)',
      problem: message,
      wayOut: 'see /openapi.json for its form',
    }))
  return problems.length === 0 ? undefined : problems
}

/** A wire schema as JSON Schema, draft 2020-12. */
export function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    override({ zodSchema, jsonSchema }) {
      // What JSON values there are needs no recursive schema: whatever has been parsed from JSON is one.
      if (isAnyJson(zodSchema)) clear(jsonSchema)
      if (jsonSchema.type !== 'object') return
      if (isEmpty(jsonSchema.additionalProperties) || isReference(jsonSchema.additionalProperties))
        delete jsonSchema.additionalProperties
      delete jsonSchema.propertyNames
      for (const [name, of] of Object.entries(jsonSchema.properties ?? {}))
        if (isReference(of)) jsonSchema.properties![name] = {}
    },
  })
  delete rest.$defs
  return rest
}

let shared: Ajv2020 | undefined

function ajv(): Ajv2020 {
  // Formats come with a pattern from zod, which is what is checked.
  shared ??= new Ajv2020({ allErrors: true, validateFormats: false, strict: false })
  return shared
}

function isAnyJson(schema: z.core.$ZodTypes): boolean {
  return schema._zod.def.type === 'lazy'
}

function clear(schema: z.core.JSONSchema.BaseSchema): void {
  for (const key of Object.keys(schema)) delete schema[key]
}

function isEmpty(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0
}

function isReference(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && '$ref' in schema
}

function problemsOf(check: ValidateFunction): FieldProblem[] {
  const known = Object.keys((check.schema as { properties?: object }).properties ?? {})
  const problems = new Map<string, FieldProblem>()
  for (const error of check.errors ?? []) {
    const problem = problemOfError(error, known)
    if (!problems.has(problem.field)) problems.set(problem.field, problem)
    if (problems.size === MOST_PROBLEMS) break
  }
  return [...problems.values()]
}

function problemOfError(error: ErrorObject, known: readonly string[]): FieldProblem {
  const { keyword, params } = error
  const field = fieldOf(error.instancePath)
  if (keyword === 'additionalProperties') {
    const key = String(params.additionalProperty).slice(0, 64)
    return {
      field: field === '' ? key : `${field}.${key}`,
      problem: 'there is no such field',
      wayOut: didYouMean(key, known),
    }
  }
  if (keyword === 'required') {
    const key = String(params.missingProperty)
    return { field: field === '' ? key : `${field}.${key}`, problem: 'is required', wayOut: 'send it' }
  }
  const expected = EXPECTED[keyword]?.(params) ?? error.message ?? 'does not fit'
  return {
    field: field === '' ? '(body)' : field,
    problem: expected,
    wayOut: 'see /openapi.json for its form',
  }
}

const EXPECTED: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
  type: ({ type }) => `must be ${article(String(type))}`,
  enum: ({ allowedValues }) => `must be one of ${(allowedValues as unknown[]).join(', ')}`,
  pattern: ({ pattern }) =>
    PATTERNS.find(([piece]) => String(pattern).includes(piece))?.[1] ?? 'has the wrong form',
  minLength: ({ limit }) => `must have at least ${limit} characters`,
  maxLength: ({ limit }) => `must have at most ${limit} characters`,
  minItems: ({ limit }) => `must have at least ${limit} elements`,
  maxItems: ({ limit }) => `must have at most ${limit} elements`,
  anyOf: () => 'has the wrong form',
}

/** What a pattern of core/ means, by a piece of it that no other has. */
const PATTERNS: readonly (readonly [string, string])[] = [
  ['T(?:', 'must be a time with its zone, such as 2026-11-23T09:00:00Z'],
  ['[a-z0-9_]{0,31}:', 'must be an entity, kind:id, such as account:u1'],
  ['\\x21-\\x7e', 'must be printable ASCII without spaces'],
  ['^d-[0-9a-f]', 'must be a decision id: d- and 32 hexadecimal digits'],
]

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
}

/** `/data/list/3` as `data.list[3]`. */
function fieldOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~').slice(0, 64))
    .reduce(
      (path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`),
      '',
    )
}
