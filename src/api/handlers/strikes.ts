import type { StrikeId } from '../../core/ids.ts'
import { ledgerWork } from '../../enforcement/ledger-work.ts'
import { mayReverseStrike } from '../../enforcement/may-reverse-strike.ts'
import { previewThresholds } from '../../enforcement/preview-thresholds.ts'
import { reverseStrike as takeBack } from '../../enforcement/reverse-decision.ts'
import { strikeSum } from '../../enforcement/strike-sum.ts'
import { durationMs } from '../../pack/schemas.ts'
import type {
  FindStrikesRequest,
  ReverseRequest,
  Strike,
  StrikeList,
  ThresholdPreview,
  ThresholdPreviewRequest,
} from '../contract/enforcements.ts'
import { visible, worldsOf } from '../enforcement/asked-worlds.ts'
import { listFilter } from '../enforcement/list-filter.ts'
import { strikeStates } from '../enforcement/strike-states.ts'
import { wireStrike } from '../enforcement/wire.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100
const FOREVER = { withinMs: Number.POSITIVE_INFINITY, families: undefined }

/** Lists strikes; those of an account with what they come to. */
export const findStrikes: MakeHandler = (parts) => async (request) => {
  const { account, before, limit = PAGE, ...narrowed } = request.body as FindStrikesRequest
  const { log, parts: ledgerParts } = parts.enforcements
  const nowMs = parts.clock.now()
  const { foldMs } = ledgerParts().pack.strikes
  const page = { worlds: worldsOf(request.grant!), before, limit }
  const found = await orUnavailable(log.strikes({ account, ...listFilter(narrowed) }, page))
  const accounts = account === undefined ? [...new Set(found.map((one) => one.account))] : [account]
  const standing = await orUnavailable(log.standing(accounts, nowMs))
  const stateOf = strikeStates(standing, foldMs, nowMs)
  return {
    account: account ?? null,
    sum: account === undefined ? null : strikeSum(standing, foldMs, FOREVER, nowMs),
    strikes: found.map((one) => wireStrike(one, stateOf(one))),
    next: found.length < limit ? null : found.at(-1)!.id,
  } satisfies StrikeList
}

/** Takes a strike back. */
export const reverseStrike: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: StrikeId }
  const { reason, by } = request.body as ReverseRequest
  const { log, parts: ledgerParts } = parts.enforcements
  const grant = request.grant!
  const before = visible(grant, await orUnavailable(log.strike(id)), 'strike')
  const isReversed = before.reversedMs !== undefined
  if (!mayReverseStrike({ isReversed, world: before.world }, grant).ok) return wireStrike(before, 'reversed')
  const nowMs = parts.clock.now()
  const why = `${reason} (${grant.person?.id ?? whoAsks(grant, by)})`
  const work = ledgerWork(ledgerParts(), nowMs, (ledger) => void takeBack(ledger, id, { why }))
  await orUnavailable(log.change({ subjects: [], strikes: [id] }, work, nowMs))
  return wireStrike((await orUnavailable(log.strike(id)))!, 'reversed') satisfies Strike
}

/** Counts the accounts that thresholds would hit. */
export const thresholdPreview: MakeHandler = (parts) => async (request) => {
  if (request.grant!.worlds !== null)
    throw refusal('world-not-allowed', 'Strikes count in all worlds, and whoever asks is bound to some.')
  const { within, families, at } = request.body as ThresholdPreviewRequest
  const { log, parts: ledgerParts } = parts.enforcements
  const { strikes } = ledgerParts().pack
  const nowMs = parts.clock.now()
  const preview = previewThresholds({
    foldMs: strikes.foldMs,
    withinMs: within === undefined ? Number.POSITIVE_INFINITY : durationMs(within),
    families,
    at: at ?? [...strikes.thresholds.map((one) => one.at), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    nowMs,
  })
  await orUnavailable(log.eachAccount(nowMs, preview.take))
  return preview.result() satisfies ThresholdPreview
}
