/** A line of JSON as its keys and values. */
export type JsonRecord = ReadonlyMap<string, unknown>

/** Reads a line that holds one JSON object, or says why it does not. */
export function jsonRecord(json: string): JsonRecord | { why: string } {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return { why: 'not JSON' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { why: 'not a JSON object' }
  return new Map<string, unknown>(Object.entries(value))
}
