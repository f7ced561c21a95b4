import { sliceKey, TEXT_SLICES } from '../evaluate/slice-keys.ts'
import { latestEvaluation } from '../registry/latest-evaluation.ts'
import type { ModelEntry } from '../registry/model.ts'

/** Ways to cut texts that are an expectation of what is served. Whom a text mentions is none: it is rare by itself. */
const EXPECTED: ReadonlySet<string> = new Set(['script', 'length'])

/**
 * Whether a text is of the kinds that a model was measured on: its script and its length are slices of the evaluation in
 * the chain of its entries. Undefined: there is no such evaluation, and nothing is expected.
 */
export function knownInputs(entries: readonly ModelEntry[]): ((text: string) => boolean) | undefined {
  const slices = latestEvaluation(entries)?.slices
  const known = new Set(slices?.filter(({ by }) => EXPECTED.has(by)).map(sliceKey))
  if (known.size === 0) return undefined
  return (text) =>
    TEXT_SLICES.every(
      ({ by, of }) => !EXPECTED.has(by) || of(text).every((value) => known.has(sliceKey({ by, value }))),
    )
}
