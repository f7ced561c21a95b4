import { z } from 'zod'
import type { Diagnostic } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/** The value at `path` when it fits the schema; else undefined, and a diagnostic at each key or value that does not. */
export function validate<T extends z.ZodType>(
  schema: T,
  file: YamlFile,
  path: Path,
  value: unknown,
  diagnostics: Diagnostic[],
): z.infer<T> | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues)
    describe(schema, file, path, value, issue, issue.path as Path, diagnostics)
  return undefined
}

function describe(
  schema: z.ZodType,
  file: YamlFile,
  base: Path,
  root: unknown,
  issue: z.core.$ZodIssue,
  inner: Path,
  diagnostics: Diagnostic[],
): void {
  const path = [...base, ...inner]
  const add = (code: string, message: string, place: Diagnostic['place'], wayOut?: string) => {
    diagnostics.push({ severity: 'error', code, message, place, ...(wayOut === undefined ? {} : { wayOut }) })
  }
  const name = inner.length ? `"${inner.at(-1)}"` : 'this'
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) {
        const known = keysAt(schema, inner)
        add('unknown-key', `unknown key "${key}"`, file.keyPlace([...path, key]), didYouMean(key, known))
      }
      return
    case 'invalid_union': {
      const deep = issue.errors.find(
        (branch) => !branch.some((one) => one.path.length === 0 && isKindOf(one)),
      )
      if (deep === undefined) break
      for (const one of deep)
        describe(schema, file, base, root, one, [...inner, ...(one.path as Path)], diagnostics)
      return
    }
    case 'invalid_key': {
      const why = issue.issues[0]?.message ?? issue.message
      add('bad-name', `${name} is no valid name`, file.keyPlace(path), why)
      return
    }
    case 'invalid_type': {
      const found = valueAt(root, inner)
      if (found === undefined && inner.length > 0) {
        add('missing-key', `${name} is missing`, file.place(path.slice(0, -1)), `add ${inner.at(-1)}: …`)
        return
      }
      const message = `${name} should be ${WORDS[issue.expected] ?? issue.expected}, and is ${kindOf(found)}`
      add(
        'wrong-type',
        message,
        file.place(path),
        issue.expected === 'string' ? 'put it in quotes' : undefined,
      )
      return
    }
    case 'invalid_value': {
      const found = valueAt(root, inner)
      if (found === undefined && inner.length > 0) {
        add('missing-key', `${name} is missing`, file.place(path.slice(0, -1)), `add ${inner.at(-1)}: …`)
        return
      }
      const allowed = issue.values.map(String)
      const shown = typeof found === 'string' ? `"${found.slice(0, 60)}"` : kindOf(found)
      add('bad-value', `${name} cannot be ${shown}`, file.place(path), didYouMean(String(found), allowed))
      return
    }
  }
  if (issue.code === 'invalid_union' && valueAt(root, inner) === undefined && inner.length > 0)
    add('missing-key', `${name} is missing`, file.place(path.slice(0, -1)), issue.message)
  else add('bad-value', `${name} is not right`, file.place(path), issue.message)
}

function isKindOf(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value'
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'true or false'
  return 'a number'
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}

/** The keys that a schema knows at a path. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let level = expand(schema)
  for (const step of path) {
    level = level.flatMap((one) => {
      if (one instanceof z.ZodObject) return expandMaybe(one.shape[String(step)])
      if (one instanceof z.ZodArray) return expandMaybe(one.element)
      if (one instanceof z.ZodRecord) return expandMaybe(one.valueType)
      return []
    })
  }
  return level.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []))
}

function expandMaybe(schema: unknown): z.ZodType[] {
  return schema instanceof z.ZodType ? expand(schema) : []
}

function expand(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(expandMaybe)
  const inner = (schema.def as { innerType?: unknown }).innerType
  return inner instanceof z.ZodType ? expand(inner) : [schema]
}
