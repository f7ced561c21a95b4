import type { Json } from './fields.ts'

/** Calls for every object below a value of parsed JSON, itself included; without recursion, in no promised order. */
export function walk(value: unknown, visit: (object: Json) => void): void {
  const left: unknown[] = [value]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next !== 'object' || next === null) continue
    if (!Array.isArray(next)) visit(next as Json)
    for (const below of Object.values(next)) if (typeof below === 'object') left.push(below)
  }
}
