/**
 * JSON with the keys of every object in the order of their UTF-16 units (as RFC 8785) and what is undefined left out:
 * equal values are equal texts, in every process and browser. Numbers must be finite.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null'
}

function sorted(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('a number that is not finite has no JSON; leave it out, or write it as a text')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const record = value as Readonly<Record<string, unknown>>
  // fromEntries defines its keys, where assignment would swallow a key named __proto__.
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((key) => [key, sorted(record[key])]),
  )
}
