import { certifiedAuthority } from '../gates/certified-authority.ts'
import { leastAuthority } from './authority.ts'
import { latestGates } from './latest-gates.ts'
import { type MoveFacts, mayMove } from './may-move.ts'
import type { ModelEntry, ModelState } from './model.ts'
import type { ModelPatch, NewEntry, Planned, SeenModel } from './ports.ts'
import { fixedStandard, loosenedIn } from './standard.ts'
import { MOST_IN, nextShare } from './states.ts'

/** What the system does with a model: evidence that it adds, and where the model goes by it. */
export interface Step {
  readonly evidence?: readonly Omit<NewEntry, 'model' | 'by'>[]
  /** Undefined: it stays where it is. */
  readonly to?: ModelState
}

/**
 * Adds evidence of the system and moves the model by it, in one change: either all of it is written, or the evidence
 * alone is not either. Each body must hold `dataset` and `policyVersion` as the manifest has them, or it will not count.
 */
export function planMove(seen: SeenModel, step: Step, facts: MoveFacts): Planned {
  const { id } = seen.record
  const evidence = (step.evidence ?? []).map((entry): NewEntry => ({ ...entry, model: id, by: 'system' }))
  if (step.to === undefined) return { ok: true, change: { entries: evidence, models: [] } }
  const known = withEvidence(seen, evidence, facts.nowMs)
  const verdict = mayMove(known, step.to, facts)
  if (!verdict.ok) return verdict
  const { set, others } = patches(known, step.to)
  const move: NewEntry = {
    model: id,
    kind: 'move',
    by: 'system',
    body: { from: seen.record.state, to: step.to, rests: verdict.rests, ...described(set) },
  }
  const moved = others.map(
    (other): NewEntry => ({ ...move, model: other.id, body: { ...other.body, because: id } }),
  )
  return {
    ok: true,
    change: {
      entries: [...evidence, move, ...moved],
      models: [{ id, set }, ...others.map((other) => ({ id: other.id, set: other.set }))],
    },
  }
}

/** As if the evidence stood in the chain already. */
function withEvidence(seen: SeenModel, evidence: readonly NewEntry[], nowMs: number): SeenModel {
  const entries = evidence.map(
    (entry, i): ModelEntry => ({ ...entry, number: seen.next + i, atMs: nowMs, hash: '' }),
  )
  return { ...seen, entries: [...seen.entries, ...entries], next: seen.next + entries.length }
}

interface Other {
  readonly id: NewEntry['model']
  readonly set: ModelPatch
  readonly body: Readonly<Record<string, unknown>>
}

/** What becomes of the model, and of others of its task. */
function patches(
  { record, entries, peers }: SeenModel,
  to: ModelState,
): { set: ModelPatch; others: Other[] } {
  const may = leastAuthority(record.certified, record.cap, MOST_IN[to])
  switch (to) {
    case 'shadow': {
      const certified = certifiedAuthority(latestGates(entries)) ?? 'observe'
      const standard = fixedStandard(entries)
      // Whoever asks for less evidence than is usual asks alone: two persons say whether it may act all the same.
      const cap =
        standard !== undefined && loosenedIn(standard).length > 0
          ? leastAuthority(record.cap, 'rank')
          : record.cap
      return { set: { state: to, authority: 'observe', certified, cap, share: 0 }, others: [] }
    }
    case 'canary': {
      const share = nextShare(record.share) ?? record.share
      // In shadow an emergency may have given it force on all; a canary begins small.
      const first = record.state === 'canary' ? share : nextShare(0)!
      return { set: { state: to, authority: may, share: first }, others: [] }
    }
    case 'live':
      return { set: { state: to, authority: may, share: 1, isLastGood: false }, others: succeeded(peers) }
    default:
      return { set: { state: to, authority: 'observe', share: 0 }, others: [] }
  }
}

/** The model that was live is the last known good from now on, in the place of the one that was. */
function succeeded(peers: SeenModel['peers']): Other[] {
  const live = peers.find(({ state }) => state === 'live')
  if (live === undefined) return []
  const before = peers.find(({ isLastGood }) => isLastGood)
  return [
    ...(before === undefined
      ? []
      : [
          {
            id: before.id,
            set: { isLastGood: false },
            body: { from: before.state, to: before.state, isLastGood: false },
          },
        ]),
    {
      id: live.id,
      set: { state: 'retired' as const, authority: 'observe' as const, share: 0, isLastGood: true },
      body: { from: 'live', to: 'retired', isLastGood: true },
    },
  ]
}

function described({ authority, certified, cap, share }: ModelPatch): Record<string, unknown> {
  return {
    ...(authority && { authority }),
    ...(certified && { certified }),
    ...(cap && { cap }),
    ...(share !== undefined && { share }),
  }
}
