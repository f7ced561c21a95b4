import type { FastifyRequest } from 'fastify'
import type { MemberState } from '../../core/member-state.ts'
import { maySee } from '../../review/may-see.ts'
import type { BankAct } from '../../signals/hash/banks/ports.ts'
import { auditNote } from '../audit/audited.ts'
import { jobsOfBank } from '../banks/jobs-of-bank.ts'
import { wireMember } from '../banks/wire-bank.ts'
import type {
  ActOnMemberReply,
  ActOnMemberRequest,
  BankMatchesReply,
  BankMembersQuery,
  BankMembersReply,
} from '../contract/banks.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { BANKS_OF_ALL, known } from './banks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const LISTED = 100
const MOST_MATCHES = 1000

/** Lists members. */
export const bankMembers: MakeHandler = (parts) => async (request) => {
  const bank = await known(parts, (request.params as { bank: string }).bank)
  const { state, after = '0', limit = String(LISTED) } = request.query as BankMembersQuery
  const asked = { state, after: Number(after), limit: Number(limit) }
  const members = await orUnavailable(parts.hashBanks.members(bank, asked))
  const isLast = members.length < asked.limit
  return {
    members: members.map(wireMember),
    after: isLast ? null : members.at(-1)!.member,
  } satisfies BankMembersReply
}

/** Shows a member. */
export const bankMember: MakeHandler = (parts) => async (request) => {
  const { bank, member } = memberOf(request)
  const found = await orUnavailable(parts.hashBanks.member(bank, member))
  if (found === undefined) throw refusal('not-found', NO_MEMBER)
  return wireMember(found)
}

/** Lists what a member matched. */
export const bankMatches: MakeHandler = (parts) => async (request) => {
  unbounded(request, BANKS_OF_ALL)
  const { bank, member } = memberOf(request)
  // What was noted a moment ago is listed, too.
  await parts.banks.flush().catch(() => undefined)
  const found = await orUnavailable(parts.hashBanks.member(bank, member))
  if (found === undefined) throw refusal('not-found', NO_MEMBER)
  const matches = await orUnavailable(parts.hashBanks.matches(member, MOST_MATCHES))
  return {
    matches: matches.map(({ sha256, decision, atMs, alone, counted }) => ({
      ...{ media: `sha256:${sha256}`, decision: decision ?? null, at: new Date(atMs).toISOString() },
      ...{ alone, counted },
    })),
  } satisfies BankMatchesReply
}

export const confirmBankMember: MakeHandler = (parts) => (request) => act(parts, request, 'confirm')
export const disputeBankMember: MakeHandler = (parts) => (request) => act(parts, request, 'dispute')
export const releaseBankMember: MakeHandler = (parts) => (request) => act(parts, request, 'release')
export const withdrawBankMember: MakeHandler = (parts) => (request) => act(parts, request, 'withdraw')

const NO_MEMBER = 'There is no such member of a bank.'

function memberOf(request: FastifyRequest): { bank: string; member: number } {
  const { bank, member } = request.params as { bank: string; member: string }
  return { bank, member: Number(member) }
}

async function act(parts: ServerParts, request: FastifyRequest, what: BankAct): Promise<ActOnMemberReply> {
  const { bank, member } = memberOf(request)
  const { why } = request.body as ActOnMemberRequest
  const grant = request.grant!
  const spec = parts.engine.ruleset.pack.hashBanks.get(bank)
  // A member is of no world; whoever judges it must be cleared for what it stands for.
  const severity = spec?.severity ?? 'S0'
  if (!maySee({ worlds: null, person: grant.person }, { world: '', severity, clearance: undefined }))
    throw refusal('not-found', NO_MEMBER)
  const sealed = spec?.sealed ?? false
  const takesAway = what === 'dispute' || what === 'withdraw'
  if (sealed && takesAway && grant.person === undefined)
    throw refusal('no-person', 'Two people must agree, and the key speaks for none.')
  auditNote(request).objects.push(`${bank}/${member}`)
  // One person is the same by whichever key or session they ask.
  const by = grant.person?.id ?? whoAsks(grant, undefined)
  const jobs = jobsOfBank(parts.engine.ruleset.pack, bank)
  // Matches that wait to be written are to be un-matched, too.
  await parts.banks.flush().catch(() => undefined)
  const done = await orUnavailable(
    parts.hashBanks.act({ bank, member, act: what, sealed, by, why, jobs }, parts.clock.now()),
  )
  if (done === undefined) throw refusal('not-found', NO_MEMBER)
  if ('refused' in done) throw refused(done.refused)
  if (done.jobs > 0) parts.following.wake()
  await parts.banks.look().catch(() => undefined)
  return { ...wireMember(done.member), jobs: done.jobs }
}

function refused(state: MemberState | 'same-person') {
  return state === 'same-person'
    ? refusal('another-person', 'You were the first to say so; another person must agree.')
    : refusal('not-in-that-state', `The member is ${state}.`)
}
