import { itemsOf, makeMap, ownValue } from './evaluate.ts'
import { NOT_READ } from './frame.ts'
import type { Linker } from './generate.ts'
import { meaningOf, type Operation } from './operations.ts'
import { compilePattern } from './regex/compile-pattern.ts'

/** What generated code calls at run time, whichever form it reads events from. */
export const LINKER: Linker = {
  notRead: NOT_READ,
  own: (of, key) => ownValue(of, key),
  has: (of, key) =>
    typeof of === 'object' && of !== null && !Array.isArray(of) ? ownValue(of, key) !== undefined : undefined,
  map: makeMap,
  items: itemsOf,
  pattern: compilePattern,
  operation: (op) => meaningOf(op as Operation).run,
}
