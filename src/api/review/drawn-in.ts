import { isLabSample } from '../../lab/probation/design.ts'
import { judgedDecisions } from '../../review/quality/judged-decisions.ts'
import { samplesNote } from '../../review/quality/samples-note.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'

/** Judgements from (inclusive) and to (exclusive), of all worlds (null) or of some. */
export interface JudgedSpan {
  readonly fromMs: number
  readonly toMs: number
  readonly worlds: readonly string[] | null
}

/** Golden jobs of so long before show how often reviewers err. */
const GOLDEN_DAYS_MS = 90 * 86_400_000
export const NOT_WHOLE =
  'There are more judgements in this span than are looked at: only the newest 200,000 count. Ask for a shorter span.'

/** Drawn and judged decisions of a span, and golden jobs of the same reviewers. */
export async function drawnIn(
  { quality, engine }: Pick<ServerParts, 'quality' | 'engine'>,
  span: JudgedSpan,
  goldenFromMs: number = Math.min(span.fromMs, span.toMs - GOLDEN_DAYS_MS),
) {
  const [all, golden] = await Promise.all([
    orUnavailable(quality.judged({ ...span, kinds: ['audit'] })),
    orUnavailable(quality.judged({ ...span, fromMs: goldenFromMs, kinds: ['golden'] })),
  ])
  // What the lab draws is drawn by what models say, with chances that only its own reports know.
  const audits = { ...all, rows: all.rows.filter(({ sample }) => !isLabSample(sample)) }
  const ids = [...new Set(audits.rows.flatMap(({ decision }) => decision ?? []))]
  const decisions = await orUnavailable(quality.decisions(ids))
  const { samples } = engine.ruleset.pack.review
  const notes = samplesNote(audits.rows, samples, ids.length - decisions.size)
  return {
    ...{ span, golden: golden.rows, drawn: judgedDecisions(audits.rows, decisions, samples) },
    notes: audits.whole && golden.whole ? notes : [NOT_WHOLE, ...notes],
  }
}
