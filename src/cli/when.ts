import { parseDuration } from '../core/duration.ts'
import { CliFailure } from './failure.ts'

export interface SpanOptions {
  readonly from?: string
  readonly to?: string
  readonly since?: string
}

/**
 * The stretch of time that `--from`, `--to` and `--since` name, in ms since the epoch: from (inclusive) to
 * (exclusive). Throws a usage failure on what is no time, and when it is empty. A day alone is its beginning in UTC.
 */
export function spanOf(
  { from, to, since }: SpanOptions,
  nowMs: number,
  byDefault = '1d',
): { readonly fromMs: number; readonly toMs: number } {
  if (from !== undefined && since !== undefined)
    throw new CliFailure('usage', 'Give --from or --since, not both')
  const toMs = to === undefined ? nowMs : timeOf('--to', to)
  const length = parseDuration(since ?? byDefault)
  if (length === undefined || length <= 0)
    throw new CliFailure('usage', `--since ${since} is no length of time; write 90m, 12h or 7d`)
  const fromMs = from === undefined ? toMs - length : timeOf('--from', from)
  if (fromMs >= toMs) throw new CliFailure('usage', '--from is not before --to; swap the two')
  return { fromMs, toMs }
}

function timeOf(option: string, text: string): number {
  const ms = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN
  if (Number.isNaN(ms))
    throw new CliFailure('usage', `${option} ${text} is no time; write 2026-11-23 or 2026-11-23T09:00:00Z`)
  return ms
}
