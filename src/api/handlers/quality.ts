import type { UserId } from '../../core/ids.ts'
import { inSlices } from '../../core/steps.ts'
import { agreementReport } from '../../review/quality/agreement-report.ts'
import { judgedDecisions } from '../../review/quality/judged-decisions.ts'
import { precisionReport } from '../../review/quality/precision-report.ts'
import { prevalenceReport } from '../../review/quality/prevalence-report.ts'
import { reviewerReport } from '../../review/quality/reviewer-report.ts'
import { samplesNote } from '../../review/quality/samples-note.ts'
import { chanceFrom } from '../../stats/chance.ts'
import type {
  AgreementReply,
  AgreementRequest,
  PrecisionReply,
  PrecisionRequest,
  PrevalenceReply,
  PrevalenceRequest,
  ReviewersReply,
  ReviewersRequest,
} from '../contract/quality.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { worldNotAllowed } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

const GOLDEN_DAYS_MS = 90 * 86_400_000
const BAR = 0.8
/** The same question about the same judgements gets the same answer. */
const SEED = 20_261_126
const NOT_WHOLE =
  'There are more judgements in this span than are looked at: only the newest 200,000 count. Ask for a shorter span.'

/** How far reviewers agree. */
export const agreement: MakeHandler = (parts) => async (request) => {
  const span = spanOf(parts, request)
  const { rows, whole } = await orUnavailable(parts.quality.judged(span))
  return {
    ...headOf(span, whole),
    agreement: await inSlices(agreementReport(chanceFrom(SEED), rows)),
  } satisfies AgreementReply
}

/** What each reviewer did, and how well. */
export const reviewers: MakeHandler = (parts) => async (request) => {
  const span = spanOf(parts, request)
  const { bar = BAR } = request.body as ReviewersRequest
  const { rows, whole } = await orUnavailable(parts.quality.judged(span))
  return {
    ...headOf(span, whole),
    bar,
    reviewers: (await inSlices(reviewerReport(rows, bar))).map((one) => ({
      ...one,
      name: parts.keyring.person(one.reviewer as UserId)?.name ?? null,
    })),
  } satisfies ReviewersReply
}

/** How much violates. */
export const prevalence: MakeHandler = (parts) => async (request) => {
  const { policies, by = 'decisions' } = request.body as PrevalenceRequest
  const { span, drawn, golden, notes } = await drawnOf(parts, request)
  const asked = { policies, by }
  return {
    ...{ ...headOf(span, true), notes, by, unsure: drawn.unsure },
    prevalence: await inSlices(prevalenceReport(chanceFrom(SEED), drawn, golden, asked)),
  } satisfies PrevalenceReply
}

/** How often rules are right. */
export const precision: MakeHandler = (parts) => async (request) => {
  const { span, drawn, golden, notes } = await drawnOf(parts, request)
  return {
    ...{ ...headOf(span, true), notes, unsure: drawn.unsure },
    precision: await inSlices(precisionReport(chanceFrom(SEED), drawn, golden)),
  } satisfies PrecisionReply
}

interface Span {
  readonly fromMs: number
  readonly toMs: number
  readonly worlds: readonly string[] | null
}

/** Drawn and judged decisions of the span that is asked for, and golden jobs of the same reviewers. */
async function drawnOf(parts: ServerParts, request: Parameters<Handler>[0]) {
  const span = spanOf(parts, request)
  const { goldenFrom } = request.body as PrevalenceRequest | PrecisionRequest
  const usual = Math.min(span.fromMs, span.toMs - GOLDEN_DAYS_MS)
  const goldenMs = goldenFrom === undefined ? usual : Date.parse(goldenFrom)
  const [audits, golden] = await Promise.all([
    orUnavailable(parts.quality.judged({ ...span, kinds: ['audit'] })),
    orUnavailable(parts.quality.judged({ ...span, fromMs: goldenMs, kinds: ['golden'] })),
  ])
  const ids = [...new Set(audits.rows.flatMap(({ decision }) => decision ?? []))]
  const decisions = await orUnavailable(parts.quality.decisions(ids))
  const { samples } = parts.engine.ruleset.pack.review
  const notes = samplesNote(audits.rows, samples, ids.length - decisions.size)
  return {
    ...{ span, golden: golden.rows, drawn: judgedDecisions(audits.rows, decisions, samples) },
    notes: audits.whole && golden.whole ? notes : [NOT_WHOLE, ...notes],
  }
}

/** Whoever is bound to some worlds sees those alone, and is refused others. */
function spanOf({ clock }: ServerParts, request: Parameters<Handler>[0]): Span {
  const { from, to, worlds } = request.body as AgreementRequest
  const fromMs = Date.parse(from)
  const toMs = to === undefined ? clock.now() : Date.parse(to)
  if (fromMs >= toMs)
    throw refusal('invalid-request', 'from is not before to.', { field: 'from', wayOut: 'swap the two' })
  const own = request.grant!.worlds
  if (own !== null && worlds?.some((world) => !own.has(world))) throw new ProblemError(worldNotAllowed(false))
  return { fromMs, toMs, worlds: worlds ?? (own === null ? null : [...own]) }
}

function headOf({ fromMs, toMs, worlds }: Span, whole: boolean) {
  return {
    ...{ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
    worlds: worlds === null ? null : [...worlds],
    notes: whole ? [] : [NOT_WHOLE],
  }
}
