import { Spent } from '../finding.ts'
import type { Budget } from './budget.ts'
import { type Json, objectOf } from './fields.ts'

/** Parses the JSON of a model, once its size, nesting and number of objects are known to be bearable. Throws Spent. */
export function parseJson(bytes: Uint8Array, budget: Budget): Json {
  const { limits } = budget
  budget.most(bytes.length, limits.jsonBytes, 'json-too-large', 'json', 'bytes of JSON')
  const { depth, containers } = measure(bytes)
  budget.most(depth, limits.jsonDepth, 'json-too-deep', 'json', 'levels of JSON')
  budget.most(containers, limits.jsonContainers, 'json-too-large', 'json', 'objects and lists of JSON')
  budget.tick('json')
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // The parser's own message would quote the file.
    throw new Spent('bad-json', 'json', 'The JSON does not parse.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Spent('bad-json', 'json', 'The JSON is not an object.')
  }
  return objectOf(value)
}

/** Counts brackets outside of strings, in the bytes. */
function measure(bytes: Uint8Array): { depth: number; containers: number } {
  let open = 0
  let depth = 0
  let containers = 0
  let text = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (text) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) text = false
    } else if (byte === 0x22) text = true
    else if (byte === 0x7b || byte === 0x5b) {
      containers++
      if (++open > depth) depth = open
    } else if (byte === 0x7d || byte === 0x5d) open--
  }
  return { depth, containers }
}
