import { certifiedAuthority, missingFor } from '../gates/certified-authority.ts'
import type { GateResult } from '../gates/gate.ts'
import { compareAuthority } from './authority.ts'
import { type ChangePlan, DEFAULT_PLAN } from './change-plan.ts'
import { type FreshKind, findEvidence } from './find-evidence.ts'
import { mlTestScore } from './ml-test-score.ts'
import type { ModelState } from './model.ts'
import { outsidePlan } from './outside-plan.ts'
import type { Refusal, SeenModel } from './ports.ts'
import { isTerminal, MOVES, nextShare } from './states.ts'

/** What stands when a move is asked for. */
export interface MoveFacts {
  readonly nowMs: number
  /** The version of the task's policies as they are now; undefined: as the model was trained for. */
  readonly policyVersion?: string
  readonly plan?: ChangePlan
}

/** With the numbers of the entries that it rests on. */
export type MoveVerdict = { readonly ok: true; readonly rests: readonly number[] } | Refusal

/** The least ML Test Score with which a model goes live. */
export const LIVE_SCORE = 7

/**
 * Whether a model may go where it is to go, by evidence alone. It fails closed: what is missing, old, inconclusive, or
 * of other data never passes. What lowers a model (retiring it, rolling it back) a person may do without evidence; that
 * is not asked here.
 */
export function mayMove(seen: SeenModel, to: ModelState, facts: MoveFacts): MoveVerdict {
  const { state } = seen.record
  if (!MOVES[state].includes(to))
    return refuse(
      isTerminal(state)
        ? `a model that is ${state} never comes back`
        : `there is no way from ${state} to ${to}`,
      isTerminal(state)
        ? 'train another one: any change is another model'
        : `it goes on to ${MOVES[state].join(' or ')}`,
    )
  switch (to) {
    case 'evaluated':
      return rests(seen, facts, ['evaluation'], () => undefined)
    case 'refused':
      return rests(seen, facts, ['gates'], ([gates]) =>
        passesGates(gates!, seen)
          ? refuse('it passed the gates that shadow needs', 'move it to shadow')
          : undefined,
      )
    case 'revoked':
      return against(seen, facts, ['probation', 'watch'], 'revoke')
    case 'rolled-back':
      return against(seen, facts, ['canary', 'watch'], 'roll-back')
    case 'retired':
      return refuse('only people retire models', 'ask with `haechi model retire`')
    case 'shadow':
      return upwards(seen, facts) ?? rests(seen, facts, ['gates'], ([gates]) => shadowBar(gates!, seen))
    case 'canary':
      return upwards(seen, facts) ?? (state === 'shadow' ? toCanary(seen, facts) : toNextShare(seen, facts))
    case 'live':
      return upwards(seen, facts) ?? toLive(seen, facts)
    default:
      return refuse(`nothing leads to ${to}`, 'it is where a model begins')
  }
}

type Body = Readonly<Record<string, unknown>>

/** What speaks against any move that gives a model more. */
function upwards({ record }: SeenModel, { policyVersion }: MoveFacts): Refusal | undefined {
  if (record.isTainted)
    return refuse(
      'a row that it was trained on was erased',
      'train again from a snapshot without it (`haechi train`)',
    )
  if (policyVersion !== undefined && policyVersion !== record.manifest.policyVersion)
    return refuse(
      'its policies have other versions now than it was trained for',
      'train again on labels given under the policies as they are',
    )
  return undefined
}

function toCanary(seen: SeenModel, facts: MoveFacts): MoveVerdict {
  const { record, peers } = seen
  if (compareAuthority(record.certified, 'rank') < 0)
    return refuse(
      'it is certified to observe and nothing more, so a canary would change nothing',
      'see its gates for what `rank` needs',
    )
  const other = peers.find(({ state }) => state === 'canary')
  if (other !== undefined)
    return refuse(`${other.id} is the canary of this task already`, 'wait for its verdict, or retire it')
  const live = peers.find(({ state }) => state === 'live')
  const outside =
    live === undefined ? [] : outsidePlan(live.manifest, record.manifest, facts.plan ?? DEFAULT_PLAN)
  const signed = seen.entries.findLast(({ kind }) => kind === 'signed')
  const isSigned = signed?.body.against === live?.id
  if (outside.some((what) => !isSigned || !listOf(signed?.body.changes).includes(what)))
    return refuse(
      `against the live model it changes ${outside.join(', ')}, which the plan of its task does not allow`,
      'have somebody sign it off: `haechi model sign-off`',
    )
  return rests(seen, facts, ['probation'], ([probation]) =>
    probation!.verdict === 'pass' ? undefined : notPassed('its probation', probation!),
  )
}

function toNextShare(seen: SeenModel, facts: MoveFacts): MoveVerdict {
  if (nextShare(seen.record.share) === undefined)
    return refuse('it has the largest share of a canary', 'live comes next')
  return rests(seen, facts, ['canary'], ([canary]) => promoted(canary!, seen))
}

function toLive(seen: SeenModel, facts: MoveFacts): MoveVerdict {
  if (nextShare(seen.record.share) !== undefined)
    return refuse('its canary has shares to go', `it is at ${100 * seen.record.share} % of accounts`)
  const { score, tests } = mlTestScore(seen)
  const missing = tests.filter(({ points }) => points < 1)
  if (score < LIVE_SCORE)
    return refuse(
      `its ML Test Score would be ${score} of 7`,
      `evidence is missing for ${missing.map(({ test, name }) => `${test} (${name})`).join(', ')}`,
    )
  return rests(seen, facts, ['canary'], ([canary]) => promoted(canary!, seen))
}

function promoted(canary: Body, { record }: SeenModel): Refusal | undefined {
  if (canary.verdict !== 'promote') return notPassed('its canary', canary)
  return canary.share === record.share
    ? undefined
    : refuse('the verdict is of another share of accounts', 'wait for the verdict of this one')
}

/** Results are read from the evidence itself, never from what somebody says that they come to. */
function resultsOf(gates: Body): readonly GateResult[] {
  return Array.isArray(gates.results) ? (gates.results as readonly GateResult[]) : []
}

function passesGates(gates: Body, seen: SeenModel): boolean {
  return gates.gates === seen.record.manifest.gates && certifiedAuthority(resultsOf(gates)) !== undefined
}

function shadowBar(gates: Body, seen: SeenModel): Refusal | undefined {
  if (gates.gates !== seen.record.manifest.gates)
    return refuse('its gates ran with other bars than it was made for', 'run the gates again')
  if (passesGates(gates, seen)) return undefined
  const results = resultsOf(gates)
  const wayOut = results.find((one) => one.for === 'observe' && one.verdict !== 'pass')?.wayOut
  return refuse(
    `not passed: ${missingFor('observe', results).join(', ')}`,
    wayOut ?? 'run the gates that are missing',
  )
}

/** One word against is enough, whoever of those who watch says it. */
function against(
  seen: SeenModel,
  { nowMs }: MoveFacts,
  kinds: readonly FreshKind[],
  verdict: string,
): MoveVerdict {
  for (const kind of kinds) {
    const found = findEvidence(seen, kind, nowMs)
    if (found.ok && found.entry.body.verdict === verdict) return { ok: true, rests: [found.entry.number] }
  }
  return refuse(`no evidence says "${verdict}"`, 'a person may retire it, or roll it back, without')
}

function rests(
  seen: SeenModel,
  { nowMs }: MoveFacts,
  kinds: readonly FreshKind[],
  judge: (bodies: readonly Body[]) => Refusal | undefined,
): MoveVerdict {
  const found = kinds.map((kind) => findEvidence(seen, kind, nowMs))
  const missing = found.find((one) => !one.ok)
  if (missing?.ok === false) return refuse(missing.why, 'let the service gather it anew')
  const entries = found.flatMap((one) => (one.ok ? [one.entry] : []))
  return judge(entries.map(({ body }) => body)) ?? { ok: true, rests: entries.map(({ number }) => number) }
}

function notPassed(what: string, { verdict, wayOut }: Body): Refusal {
  return refuse(
    `${what} says "${String(verdict)}"`,
    typeof wayOut === 'string' ? wayOut : 'it goes on until there is evidence',
  )
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function refuse(why: string, wayOut: string): Refusal {
  return { ok: false, why, wayOut }
}
