import { leastAuthority } from './authority.ts'
import { type MoveFacts, mayMove } from './may-move.ts'
import type { NewEntry, Planned, SeenModel } from './ports.ts'
import { MOST_IN } from './states.ts'

/** Who rolls back: `system` by evidence, a person without, since it only lowers what the model may do. */
export interface RollbackAsked {
  readonly by: string
  readonly why: string
  readonly evidence?: readonly Omit<NewEntry, 'model' | 'by'>[]
}

/**
 * Takes a model out of canary or live. In the same change the last known good is live again, where there is one; with
 * none, nothing of the task has force any more.
 */
export function planRollback(seen: SeenModel, asked: RollbackAsked, facts: MoveFacts): Planned {
  const { record, peers } = seen
  const evidence = (asked.evidence ?? []).map(
    (entry): NewEntry => ({ ...entry, model: record.id, by: 'system' }),
  )
  if (record.state !== 'live' && record.state !== 'canary')
    return {
      ok: false,
      why: `it is ${record.state}: only what is in canary or live is rolled back`,
      wayOut: 'a model in shadow has no force; `haechi model retire` ends it',
    }
  let rests: readonly number[] = []
  if (asked.by === 'system') {
    const entries = evidence.map((entry, i) => ({
      ...entry,
      number: seen.next + i,
      atMs: facts.nowMs,
      hash: '',
    }))
    const verdict = mayMove({ ...seen, entries: [...seen.entries, ...entries] }, 'rolled-back', facts)
    if (!verdict.ok) return verdict
    rests = verdict.rests
  }
  const { by, why } = asked
  const back = record.state === 'live' ? peers.find(({ isLastGood }) => isLastGood) : undefined
  const move = { kind: 'move', by, why } as const
  const authority = back && leastAuthority(back.certified, back.cap, MOST_IN.live)
  return {
    ok: true,
    change: {
      entries: [
        ...evidence,
        { ...move, model: record.id, body: { from: record.state, to: 'rolled-back', rests } },
        ...(back === undefined
          ? []
          : [
              {
                ...move,
                model: back.id,
                body: { from: back.state, to: 'live', because: record.id, authority, share: 1 },
              },
            ]),
      ],
      models: [
        { id: record.id, set: { state: 'rolled-back', authority: 'observe', share: 0, isLastGood: false } },
        ...(back === undefined || authority === undefined
          ? []
          : [{ id: back.id, set: { state: 'live' as const, authority, share: 1, isLastGood: false } }]),
      ],
    },
  }
}
