import type { AppealId, EnforcementId, StrikeId } from '../../core/ids.ts'
import type { LedgerWork, Wanted } from '../../enforcement/ledger/ports.ts'
import type { Ledger } from '../../enforcement/ledger.ts'
import { ledgerWork, tickWork } from '../../enforcement/ledger-work.ts'
import { reverseEnforcement, reverseStrike } from '../../enforcement/reverse-decision.ts'
import type { ActPreview } from '../contract/acts.ts'
import { visible } from '../enforcement/asked-worlds.ts'
import { wirePreview } from '../enforcement/wire-preview.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { byHand } from './enforcements.ts'
import { orUnavailable } from './stored-decision.ts'

const REVERSAL = { why: 'tried out' }

/** Says what enforcing by hand would do. */
export const previewEnforce: MakeHandler = (parts) => async (request) => {
  const { wanted, change } = await byHand(parts, request)
  let refused: Error | undefined
  const preview = await tried(parts, request, wanted, (ledger) => {
    refused = change(ledger).refused
  })
  if (refused !== undefined) throw refused
  return preview
}

/** Says what taking an enforcement back would do. */
export const previewReversal: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: EnforcementId }
  const found = visible(request.grant!, await orUnavailable(parts.enforcements.log.get(id)), 'enforcement')
  return tried(parts, request, { subjects: [], enforcements: [id] }, (ledger) => {
    if (found.state === 'applied') reverseEnforcement(ledger, id, REVERSAL)
  })
}

/** Says what taking a strike back would do. */
export const previewStrikeReversal: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: StrikeId }
  visible(request.grant!, await orUnavailable(parts.enforcements.log.strike(id)), 'strike')
  return tried(parts, request, { subjects: [], strikes: [id] }, (ledger) => {
    reverseStrike(ledger, id, REVERSAL)
  })
}

/** Says what would go with an appeal that is judged to be right. */
export const previewOverturn: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: AppealId }
  const found = visible(request.grant!, await orUnavailable(parts.enforcements.log.appeal(id)), 'appeal')
  const nowMs = parts.clock.now()
  const wanted = {
    subjects: [],
    reversing: found.decision === undefined ? [] : [found.decision],
    enforcements: found.enforcement === undefined ? [] : [found.enforcement],
  }
  const work = tickWork(parts.enforcements.parts(), [{ ...found, outcome: 'overturned' }], nowMs)
  return shown(parts, request, wanted, work, nowMs)
}

function tried(
  parts: ServerParts,
  request: Parameters<Handler>[0],
  wanted: Wanted,
  change: (ledger: Ledger) => void,
): Promise<ActPreview> {
  const nowMs = parts.clock.now()
  return shown(parts, request, wanted, ledgerWork(parts.enforcements.parts(), nowMs, change), nowMs)
}

async function shown(
  { enforcements }: ServerParts,
  request: Parameters<Handler>[0],
  wanted: Wanted,
  work: LedgerWork,
  nowMs: number,
): Promise<ActPreview> {
  const found = await orUnavailable(enforcements.log.tryOut(wanted, work, nowMs))
  return wirePreview(found, request.grant!, nowMs)
}
