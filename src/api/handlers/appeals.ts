import { hash } from 'node:crypto'
import type { AppealId } from '../../core/ids.ts'
import { isoTime } from '../../core/iso-time.ts'
import { mayAppeal } from '../../enforcement/may-appeal.ts'
import type { Appeal, AppealList, FileAppealRequest, FindAppealsRequest } from '../contract/enforcements.ts'
import { appealJob } from '../enforcement/appeal-job.ts'
import { visible, worldsOf } from '../enforcement/asked-worlds.ts'
import { listFilter } from '../enforcement/list-filter.ts'
import { showAppeals } from '../enforcement/show-appeals.ts'
import { wireAppeal } from '../enforcement/wire.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100

/** Takes an appeal in. */
export const fileAppeal: MakeHandler = (parts) => async (request, reply) => {
  const { about, account, text, id: sentId } = request.body as FileAppealRequest
  const { log, parts: ledgerParts } = parts.enforcements
  const nowMs = parts.clock.now()
  const made = ledgerParts()
  const found = visible(
    request.grant!,
    await orUnavailable(log.appealed(account, about)),
    'statement to this account that can be appealed',
  )
  const id = `app-${made.ids(nowMs).slice(2)}` as AppealId
  const { statement, decision, enforcement, world, policy, appealUntilMs } = found
  const may = mayAppeal({ appealUntilMs }, nowMs)
  if (!may.ok)
    throw refusal(
      'appeal-late',
      may.why === 'never'
        ? 'The statement cannot be appealed.'
        : `It could be appealed until ${isoTime(appealUntilMs!)}.`,
    )
  const severity = made.pack.policies.get(policy.split('@')[0]!)?.severity ?? 'S3'
  const key = sentId && hash('sha256', `${account}\n${sentId}`, 'hex').slice(0, 32)
  const filed = await orUnavailable(
    log.file(
      { id, key, account, statement, decision, enforcement, world, policy, severity, text, atMs: nowMs },
      (facts) => appealJob(made, facts, nowMs),
      {
        type: 'appeal.received',
        target: account,
        key: `${id}:received`,
        notBeforeMs: nowMs,
        data: {
          id,
          account,
          statement,
          decision: decision ?? null,
          enforcement: enforcement ?? null,
          world: world ?? null,
          policy,
          at: isoTime(nowMs),
        },
      },
      nowMs,
    ),
  )
  if (filed.kind === 'double')
    throw refusal(
      'appeal-double',
      filed.appeal.state === 'open'
        ? `The appeal ${filed.appeal.id} about this is being looked at.`
        : `The appeal ${filed.appeal.id} about this was ${filed.appeal.state}.`,
    )
  reply.code(201)
  return wireAppeal(filed.appeal) satisfies Appeal
}

/** Shows what became of an appeal. */
export const appeal: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: AppealId }
  const found = await orUnavailable(parts.enforcements.log.appeal(id))
  return wireAppeal(visible(request.grant!, found, 'appeal')) satisfies Appeal
}

/** Lists appeals with what was said, to whoever is cleared for it. */
export const findAppeals: MakeHandler = (parts) => async (request) => {
  const { account, state, before, limit = PAGE, ...narrowed } = request.body as FindAppealsRequest
  const grant = request.grant!
  const page = { worlds: worldsOf(grant), before, limit }
  const found = await orUnavailable(
    parts.enforcements.log.appeals({ account, state, ...listFilter(narrowed) }, page),
  )
  return {
    appeals: await showAppeals(parts, grant, found),
    next: found.length < limit ? null : found.at(-1)!.id,
  } satisfies AppealList
}
