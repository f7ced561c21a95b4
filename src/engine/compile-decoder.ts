import { parseDuration } from '../core/duration.ts'
import { parseTime } from '../core/iso-time.ts'
import { didYouMean } from '../core/suggest.ts'
import { typeName, type Value, type ValueType } from '../core/value.ts'
import type { EventType, Feature } from '../pack/pack.ts'
import { isMediaId } from '../signals/media/media-host.ts'
import { entityProblem, textProblem } from './check-text.ts'
import type { DataDecoder, FieldProblem } from './ruleset.ts'

/** Decodes one value, or adds to the problems what is wrong. */
type Decode = (value: unknown, problems: FieldProblem[], path: string) => Value

/** What strings and lists inside of lists and maps may hold. */
const INNER_LIMITS = { maxString: 10_000, maxList: 1_000 }

/** Builds the function that types the `data` of one event type. */
export function compileDecoder(eventType: EventType): DataDecoder {
  const features = [...eventType.features.values()]
  const names = features.map((feature) => feature.name)
  const known = new Set(names)
  const decoders = features.map((feature) =>
    feature.media === undefined ? decoderOf(feature.type, feature) : decodeMedia,
  )
  const missing = (problems: FieldProblem[], i: number): undefined => {
    const { name, type } = features[i]!
    refuse(problems, name, 'is required', `add ${name} of type ${typeName(type)}`)
  }
  // Generated, so that every read has its own inline cache, and that the object literal gives all events of a type
  // one hidden class, which the rules then read as fields. Only names that passed the pack's pattern, as JSON
  // strings, and this file's own text get into the code.
  const lines = features.map(({ name, required }, i) => {
    const key = JSON.stringify(name)
    const absent = required ? `missing(problems, ${i})` : 'undefined'
    return `let v${i} = data[${key}]; if (v${i} !== undefined) found++;
      v${i} = v${i} === undefined || v${i} === null ? ${absent} : d${i}(v${i}, problems, ${key});`
  })
  const literal = names.map((name, i) => `${JSON.stringify(name)}: v${i}`).join(', ')
  const make = new Function(
    'missing',
    'unknown',
    ...decoders.map((_, i) => `d${i}`),
    `return (data, problems) => {
      const before = problems.length; let found = 0;
      ${lines.join('\n')}
      let keys = 0; for (const key in data) keys++;
      if (keys !== found) unknown(data, problems);
      return problems.length === before ? {${literal}} : undefined;
    }`,
  )
  const unknown = (data: Readonly<Record<string, unknown>>, problems: FieldProblem[]) =>
    refuseUnknown(eventType.name, data, known, problems)
  return make(missing, unknown, ...decoders) as DataDecoder
}

function refuse(problems: FieldProblem[], path: string, problem: string, wayOut?: string): undefined {
  problems.push({ field: `data.${path}`, problem, ...(wayOut === undefined ? {} : { wayOut }) })
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

/** A file that was sent before, by its id; whether it is there shows when it is looked at. */
function decodeMedia(value: unknown, problems: FieldProblem[], path: string): Value {
  if (typeof value === 'string' && isMediaId(value)) return value
  const wayOut =
    'send the file by POST /v1/media, and here the id in the reply: sha256: and 64 digits and small letters a to f'
  return refuse(problems, path, 'is no id of a file', wayOut)
}

function decoderOf(type: ValueType, limits: Pick<Feature, 'min' | 'max'>): Decode {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits
  const wrong = (problems: FieldProblem[], path: string, wayOut?: string) => {
    refuse(problems, path, `is no ${typeName(type)}`, wayOut)
    return undefined
  }
  const bounded = (value: number, problems: FieldProblem[], path: string) => {
    if (value >= min && value <= max) return value
    refuse(problems, path, value < min ? `is below ${min}` : `is above ${max}`)
    return undefined
  }
  switch (type.kind) {
    case 'string': {
      const most = limits.max ?? INNER_LIMITS.maxString
      return (value, problems, path) => {
        if (typeof value !== 'string') return wrong(problems, path, 'send text in quotes')
        if (value.length > most) refuse(problems, path, `has more than ${most} characters`, 'shorten it')
        const problem = textProblem(value)
        if (problem) refuse(problems, path, problem, 'send well-formed text')
        return value
      }
    }
    case 'int':
      return (value, problems, path) => {
        if (typeof value !== 'number') return wrong(problems, path, 'send a whole number')
        if (!Number.isInteger(value)) return wrong(problems, path, 'send a whole number without a fraction')
        if (!Number.isSafeInteger(value)) {
          refuse(problems, path, 'is beyond 2^53', 'send it as text, in a feature of type string')
          return undefined
        }
        // -0 would compare as 0 and print as -0.
        return bounded(value + 0, problems, path)
      }
    case 'double':
      return (value, problems, path) => {
        if (typeof value !== 'number' || !Number.isFinite(value))
          return wrong(problems, path, 'send a finite number')
        // -0 is stored as 0, and a replay would differ where it is divided by.
        return bounded(value + 0, problems, path)
      }
    case 'bool':
      return (value, problems, path) =>
        typeof value === 'boolean' ? value : wrong(problems, path, 'send true or false')
    case 'timestamp':
      return (value, problems, path) => {
        const ms = typeof value === 'string' ? parseTime(value) : undefined
        return ms ?? wrong(problems, path, 'send RFC 3339 text such as 2026-11-23T09:00:00Z')
      }
    case 'duration':
      return (value, problems, path) => {
        const ms = typeof value === 'string' && value.length <= 64 ? parseDuration(value) : undefined
        if (ms === undefined || ms > Number.MAX_SAFE_INTEGER)
          return wrong(problems, path, 'send text such as 90s or 2h')
        return ms
      }
    case 'entity': {
      const kinds = type.entity === undefined ? undefined : [type.entity]
      return (value, problems, path) => {
        const problem = typeof value === 'string' ? entityProblem(value, kinds) : ENTITY
        if (problem === undefined) return value as string
        refuse(problems, path, problem, `send text such as ${type.entity ?? 'account'}:u1`)
        return undefined
      }
    }
    case 'list': {
      const item = decoderOf(type.of, { min: undefined, max: undefined })
      const most = limits.max ?? INNER_LIMITS.maxList
      return (value, problems, path) => {
        if (!Array.isArray(value)) return wrong(problems, path, 'send a list')
        if (value.length > most) {
          refuse(problems, path, `has more than ${most} items`, 'shorten it')
          return undefined
        }
        return value.map((one, i) => item(one, problems, `${path}[${i}]`))
      }
    }
    case 'map': {
      const item = decoderOf(type.of, { min: undefined, max: undefined })
      const most = limits.max ?? INNER_LIMITS.maxList
      return (value, problems, path) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value))
          return wrong(problems, path, 'send a map')
        const keys = Object.keys(value)
        if (keys.length > most) {
          refuse(problems, path, `has more than ${most} keys`, 'shorten it')
          return undefined
        }
        const map: Record<string, Value> = {}
        for (const key of keys) {
          if (FORBIDDEN_KEYS.has(key)) refuse(problems, path, `holds the key ${key}`, 'rename it')
          else if (key.length > 256 || textProblem(key))
            refuse(problems, path, 'holds a key that is no plain text', 'rename it')
          else map[key] = item((value as Record<string, unknown>)[key], problems, `${path}.*`)
        }
        return map
      }
    }
    default:
      return (_value, problems, path) => wrong(problems, path)
  }
}

const ENTITY = 'is no entity'
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
