import type { UserId } from '../../core/ids.ts'
import { inSlices } from '../../core/steps.ts'
import { agreementReport } from '../../review/quality/agreement-report.ts'
import { precisionReport } from '../../review/quality/precision-report.ts'
import { prevalenceReport } from '../../review/quality/prevalence-report.ts'
import { recallReport } from '../../review/quality/recall-report.ts'
import { reviewerReport } from '../../review/quality/reviewer-report.ts'
import { chanceFrom } from '../../stats/chance.ts'
import type {
  AgreementReply,
  AgreementRequest,
  PrecisionReply,
  PrecisionRequest,
  PrevalenceReply,
  PrevalenceRequest,
  RecallReply,
  RecallRequest,
  ReviewersReply,
  ReviewersRequest,
} from '../contract/quality.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { drawnIn, type JudgedSpan, NOT_WHOLE } from '../review/drawn-in.ts'
import { worldNotAllowed } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

const BAR = 0.8
/** The same question about the same judgements gets the same answer. */
const SEED = 20_261_126

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

/** How much of what violates is flagged. */
export const recall: MakeHandler = (parts) => async (request) => {
  const { policies } = request.body as RecallRequest
  const { span, drawn, golden, notes } = await drawnOf(parts, request)
  return {
    ...{ ...headOf(span, true), notes, unsure: drawn.unsure },
    recall: await inSlices(recallReport(chanceFrom(SEED), drawn, golden, policies)),
  } satisfies RecallReply
}

/** How often rules are right. */
export const precision: MakeHandler = (parts) => async (request) => {
  const { span, drawn, golden, notes } = await drawnOf(parts, request)
  return {
    ...{ ...headOf(span, true), notes, unsure: drawn.unsure },
    precision: await inSlices(precisionReport(chanceFrom(SEED), drawn, golden)),
  } satisfies PrecisionReply
}

/** What was drawn and judged in the span that is asked for. */
function drawnOf(parts: ServerParts, request: Parameters<Handler>[0]) {
  const { goldenFrom } = request.body as PrevalenceRequest | PrecisionRequest
  const goldenMs = goldenFrom === undefined ? undefined : Date.parse(goldenFrom)
  return drawnIn(parts, spanOf(parts, request), goldenMs)
}

/** Whoever is bound to some worlds sees those alone, and is refused others. */
function spanOf({ clock }: ServerParts, request: Parameters<Handler>[0]): JudgedSpan {
  const { from, to, worlds } = request.body as AgreementRequest
  const fromMs = Date.parse(from)
  const toMs = to === undefined ? clock.now() : Date.parse(to)
  if (fromMs >= toMs)
    throw refusal('invalid-request', 'from is not before to.', { field: 'from', wayOut: 'swap the two' })
  const own = request.grant!.worlds
  if (own !== null && worlds?.some((world) => !own.has(world))) throw new ProblemError(worldNotAllowed(false))
  return { fromMs, toMs, worlds: worlds ?? (own === null ? null : [...own]) }
}

function headOf({ fromMs, toMs, worlds }: JudgedSpan, whole: boolean) {
  return {
    ...{ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
    worlds: worlds === null ? null : [...worlds],
    notes: whole ? [] : [NOT_WHOLE],
  }
}
