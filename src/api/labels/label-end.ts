import { parseDuration } from '../../core/duration.ts'
import type { Label } from '../../pack/pack.ts'
import type { SetLabelRequest } from '../contract/labels.ts'
import type { FieldProblem } from '../contract/problem.ts'
import { ProblemError } from '../problem-error.ts'
import { invalid } from '../screen-event.ts'

/** Longer than this is without an end. */
const LONGEST_MS = 100 * 365.25 * 86_400_000

/** When a label set now ends, in ms since the epoch; undefined: never. Throws the problem with an end that cannot be. */
export function labelEnd(
  label: Label,
  { for: length, until }: Pick<SetLabelRequest, 'for' | 'until'>,
  nowMs: number,
): number | undefined {
  if (length !== undefined && until !== undefined)
    throw refused({ field: 'for', problem: 'stands beside until', wayOut: 'send one of the two' })
  if (until === null) return undefined
  const field = until === undefined ? 'for' : 'until'
  const lengthMs = length === undefined ? label.expiresMs : parseDuration(length)
  if (until === undefined && lengthMs === undefined) return undefined
  const endMs = until === undefined ? nowMs + lengthMs! : Date.parse(until)
  if (!(endMs > nowMs))
    throw refused({
      field,
      problem: until === undefined ? 'is no time at all' : 'lies in the past',
      wayOut: 'send a time to come, until: null for a label without an end, or remove the label',
    })
  if (endMs - nowMs > LONGEST_MS)
    throw refused({ field, problem: 'is more than 100 years away', wayOut: 'send until: null: no end' })
  return Math.floor(endMs)
}

function refused(problem: FieldProblem): ProblemError {
  return new ProblemError(invalid([problem]))
}
