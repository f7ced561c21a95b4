import { parseDuration } from '../core/duration.ts'
import { didYouMean } from '../core/suggest.ts'
import { typeName, type Value, type ValueType } from '../core/value.ts'
import type { EventType, Feature } from '../pack/pack.ts'
import { entityProblem, textProblem } from './check-text.ts'
import { parseTime } from './iso-time.ts'
import type { DataDecoder, FieldProblem } from './ruleset.ts'

/** Decodes one value, or calls `refuse` with what is wrong. */
type Decode = (value: unknown, refuse: Refuse, path: string) => Value
type Refuse = (path: string, problem: string, wayOut?: string) => void

/** What strings and lists inside of lists and maps may hold. */
const INNER_LIMITS = { maxString: 10_000, maxList: 1_000 }

/** Builds the function that types the `data` of one event type. */
export function compileDecoder(eventType: EventType): DataDecoder {
  const features = [...eventType.features.values()]
  const names = features.map((feature) => feature.name)
  const known = new Set(names)
  const decoders = features.map((feature) => decoderOf(feature.type, feature))
  // An object literal gives every event of a type the same hidden class, which the rules then read as fields.
  // Only names that passed the pack's pattern for names get here.
  const literal = names.map((name, i) => `${JSON.stringify(name)}:v[${i}]`).join(',')
  const build = new Function('v', `return {${literal}}`) as (
    values: readonly Value[],
  ) => Record<string, Value>
  const values: Value[] = new Array(features.length).fill(undefined)

  return (data, problems) => {
    const before = problems.length
    const refuse: Refuse = (path, problem, wayOut) => {
      problems.push({ field: `data.${path}`, problem, ...(wayOut === undefined ? {} : { wayOut }) })
    }
    let found = 0
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!
      const value: unknown = data[name]
      if (value !== undefined) found++
      if (value === undefined || value === null) {
        values[i] = undefined
        if (features[i]!.required)
          refuse(name, 'is required', `add ${name} of type ${typeName(features[i]!.type)}`)
      } else values[i] = decoders[i]!(value, refuse, name)
    }
    let keys = 0
    for (const _ in data) keys++
    if (keys !== found) refuseUnknown(eventType.name, data, known, problems)
    return problems.length === before ? build(values) : undefined
  }
}

function refuseUnknown(
  eventType: string,
  data: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  problems: FieldProblem[],
): void {
  for (const key of Object.keys(data)) {
    if (known.has(key)) continue
    // The key may be anything at all: show it only when it looks like a name.
    const shown = /^[\w.-]{1,64}$/.test(key) ? key : '(unprintable)'
    problems.push({
      field: `data.${shown}`,
      problem: `is no feature of ${eventType}`,
      wayOut: didYouMean(key.slice(0, 64), known),
    })
    if (problems.length >= 20) return
  }
}

function decoderOf(type: ValueType, limits: Pick<Feature, 'min' | 'max'>): Decode {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits
  const wrong = (refuse: Refuse, path: string, wayOut?: string) => {
    refuse(path, `is no ${typeName(type)}`, wayOut)
    return undefined
  }
  const bounded = (value: number, refuse: Refuse, path: string) => {
    if (value >= min && value <= max) return value
    refuse(path, value < min ? `is below ${min}` : `is above ${max}`)
    return undefined
  }
  switch (type.kind) {
    case 'string': {
      const most = limits.max ?? INNER_LIMITS.maxString
      return (value, refuse, path) => {
        if (typeof value !== 'string') return wrong(refuse, path, 'send text in quotes')
        if (value.length > most) refuse(path, `has more than ${most} characters`, 'shorten it')
        const problem = textProblem(value)
        if (problem) refuse(path, problem, 'send well-formed text')
        return value
      }
    }
    case 'int':
      return (value, refuse, path) => {
        if (typeof value !== 'number') return wrong(refuse, path, 'send a whole number')
        if (!Number.isInteger(value)) return wrong(refuse, path, 'send a whole number without a fraction')
        if (!Number.isSafeInteger(value)) {
          refuse(path, 'is beyond 2^53', 'send it as text, in a feature of type string')
          return undefined
        }
        // -0 would compare as 0 and print as -0.
        return bounded(value + 0, refuse, path)
      }
    case 'double':
      return (value, refuse, path) => {
        if (typeof value !== 'number' || !Number.isFinite(value))
          return wrong(refuse, path, 'send a finite number')
        return bounded(value, refuse, path)
      }
    case 'bool':
      return (value, refuse, path) =>
        typeof value === 'boolean' ? value : wrong(refuse, path, 'send true or false')
    case 'timestamp':
      return (value, refuse, path) => {
        const ms = typeof value === 'string' ? parseTime(value) : undefined
        return ms ?? wrong(refuse, path, 'send RFC 3339 text such as 2026-11-23T09:00:00Z')
      }
    case 'duration':
      return (value, refuse, path) => {
        const ms = typeof value === 'string' && value.length <= 64 ? parseDuration(value) : undefined
        if (ms === undefined || ms > Number.MAX_SAFE_INTEGER)
          return wrong(refuse, path, 'send text such as 90s or 2h')
        return ms
      }
    case 'entity': {
      const kinds = type.entity === undefined ? undefined : [type.entity]
      return (value, refuse, path) => {
        const problem = typeof value === 'string' ? entityProblem(value, kinds) : ENTITY
        if (problem === undefined) return value as string
        refuse(path, problem, `send text such as ${type.entity ?? 'account'}:u1`)
        return undefined
      }
    }
    case 'list': {
      const item = decoderOf(type.of, { min: undefined, max: undefined })
      const most = limits.max ?? INNER_LIMITS.maxList
      return (value, refuse, path) => {
        if (!Array.isArray(value)) return wrong(refuse, path, 'send a list')
        if (value.length > most) {
          refuse(path, `has more than ${most} items`, 'shorten it')
          return undefined
        }
        return value.map((one, i) => item(one, refuse, `${path}[${i}]`))
      }
    }
    case 'map': {
      const item = decoderOf(type.of, { min: undefined, max: undefined })
      const most = limits.max ?? INNER_LIMITS.maxList
      return (value, refuse, path) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value))
          return wrong(refuse, path, 'send a map')
        const keys = Object.keys(value)
        if (keys.length > most) {
          refuse(path, `has more than ${most} keys`, 'shorten it')
          return undefined
        }
        const map: Record<string, Value> = {}
        for (const key of keys) {
          if (FORBIDDEN_KEYS.has(key)) refuse(path, `holds the key ${key}`, 'rename it')
          else if (key.length > 256 || textProblem(key))
            refuse(path, 'holds a key that is no plain text', 'rename it')
          else map[key] = item((value as Record<string, unknown>)[key], refuse, `${path}.*`)
        }
        return map
      }
    }
    default:
      return (_value, refuse, path) => wrong(refuse, path)
  }
}

const ENTITY = 'is no entity'
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
