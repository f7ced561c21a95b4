import { isInWorlds } from '../../enforcement/may-reverse.ts'
import { gravestOf } from '../../review/gravest-of.ts'
import { maySee } from '../../review/may-see.ts'
import type { JobRecord } from '../../review/ports.ts'
import type { Chain, ChainParams } from '../contract/acts.ts'
import { showAppeals } from '../enforcement/show-appeals.ts'
import { showEnforcements } from '../enforcement/show-enforcements.ts'
import { strikeStates } from '../enforcement/strike-states.ts'
import { wireStatement, wireStrike } from '../enforcement/wire.ts'
import type { MakeHandler } from '../handler.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { isHeldBy, isHiddenFrom, seesJob } from '../review/find-job.ts'
import { rowOf, viewJudgement } from '../review/view-job.ts'
import { orUnavailable } from './stored-decision.ts'

/** Shows everything that belongs to one matter, as far as the asker may see it. */
export const chain: MakeHandler = (parts) => async (request) => {
  const grant = request.grant!
  const { id } = request.params as ChainParams
  const { log, parts: ledgerParts } = parts.enforcements
  const found = await orUnavailable(log.chain(id))
  if (found === undefined) throw none()
  const isMine = ({ world }: { readonly world: string | undefined }) => isInWorlds(grant, world)
  const nowMs = parts.clock.now()
  const strikes = found.strikes.filter(isMine)
  const standing = await orUnavailable(
    log.standing([...new Set(strikes.map(({ account }) => account))], nowMs),
  )
  const stateOf = strikeStates(standing, ledgerParts().pack.strikes.foldMs, nowMs)
  const appeals = await showAppeals(parts, grant, found.appeals.filter(isMine))
  const shown = {
    decisions: await decisionsOf(parts, grant, found.decisions),
    jobs: await jobsOf(parts, grant, found.jobs),
    enforcements: await showEnforcements(parts, grant, found.enforcements.filter(isMine)),
    strikes: strikes.map((one) => wireStrike(one, stateOf(one))),
    statements: found.statements.filter(isMine).map(wireStatement),
    appeals,
  }
  const isThere = Object.values(shown).some((some) => some.length > 0)
  if (!isThere || !isEntered(shown, id)) throw none()
  const seen = new Set(shown.decisions.map((one) => one.id))
  return {
    ...shown,
    reversals: found.reversed
      .filter(({ decision }) => seen.has(decision))
      .map(({ decision, atMs, appeal, why }) => ({
        ...{ decision, at: new Date(atMs).toISOString(), appeal: appeal ?? null },
        // What somebody wrote may tell what was said: it stands with the enforcement, for those cleared for it.
        why: appeal === undefined ? null : why,
      })),
  } satisfies Chain
}

/** Whether the part by which it was entered is among what the asker may see. */
function isEntered(shown: Omit<Chain, 'reversals'>, id: ChainParams['id']): boolean {
  return (
    shown.jobs.some(({ job }) => job === id) ||
    [...shown.decisions, ...shown.enforcements, ...shown.strikes, ...shown.statements, ...shown.appeals].some(
      (one) => one.id === id,
    )
  )
}

async function decisionsOf(
  { decisions }: Pick<ServerParts, 'decisions'>,
  grant: Grant,
  ids: readonly Chain['decisions'][number]['id'][],
): Promise<Chain['decisions']> {
  if (!grant.may('read')) return []
  const stored = await orUnavailable(Promise.all(ids.map((id) => decisions.get(id))))
  return stored.flatMap((one) => {
    if (one === undefined) return []
    const { decision, receivedAt, world, type, verdict, reasons } = one.decision
    if (!maySee(grant, { world, severity: gravestOf(one.decision), clearance: undefined })) return []
    return {
      ...{ id: decision, at: receivedAt, world, type, verdict },
      reasons: reasons.map(({ rule, policy, severity }) => ({ rule, policy, severity })),
    }
  })
}

async function jobsOf(
  parts: Pick<ServerParts, 'jobs' | 'engine'>,
  grant: Grant,
  ids: readonly JobRecord['id'][],
): Promise<Chain['jobs']> {
  if (!grant.may('job.read') || ids.length === 0) return []
  const { store } = parts.jobs
  const jobs = (await orUnavailable(store.get(ids))).filter(
    (one) => seesJob(parts, grant, one) && !isHiddenFrom(grant, one),
  )
  const isLead = grant.may('job.manage')
  const showsJudgements = (one: JobRecord) =>
    !isHeldBy(grant.person, one) &&
    (isLead || (grant.may('job.adjudicate') && one.state === 'done' && !one.blind))
  const judged = jobs.filter(showsJudgements)
  const judgements =
    judged.length === 0 ? [] : await orUnavailable(store.annotations(judged.map(({ id }) => id)))
  return jobs.map((one) => {
    const row = rowOf(one, isLead && one.claimedBy !== grant.person?.id)
    return {
      ...row,
      appeal: row.kind === 'appeal' ? (one.appeal ?? null) : null,
      judgements: judgements.filter(({ job }) => job === one.id).map((said) => viewJudgement(said, isLead)),
    }
  })
}

function none() {
  return refusal('not-found', 'There is nothing with this id that you may see.')
}
