import type { Json } from './fields.ts'

/** Calls for every object below a value of parsed JSON, itself included; without recursion, in no promised order. */
export function walk(value: unknown, visit: (object: Json) => void): void {
  const left: object[] = typeof value === 'object' && value !== null ? [value] : []
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    // Millions of these are walked: neither lists of values are made, nor numbers put on the heap of what is left.
    if (Array.isArray(next)) {
      for (const below of next as unknown[]) if (typeof below === 'object' && below !== null) left.push(below)
      continue
    }
    visit(next as Json)
    for (const key in next) {
      const below = (next as Json)[key]
      if (typeof below === 'object' && below !== null) left.push(below)
    }
  }
}
