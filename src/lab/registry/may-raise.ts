import { type Authority, compareAuthority } from './authority.ts'
import type { ModelEntry } from './model.ts'
import type { Refusal, SeenModel } from './ports.ts'
import { MOST_IN } from './states.ts'

/** How long what one person asked for waits for another, in ms. */
export const ASKED_FOR_MS = 86_400_000

export interface RaiseAsked {
  readonly to: Authority
  /** A person's id: keys that speak for nobody raise nothing. */
  readonly by: string
  readonly nowMs: number
}

/** `ask`: nobody has asked for it yet; `confirm`: somebody else has, in the entry of that number. */
export type RaiseVerdict =
  | { readonly ok: true; readonly step: 'ask' }
  | { readonly ok: true; readonly step: 'confirm'; readonly asked: number; readonly askedBy: string }
  | Refusal

/**
 * Whether somebody may have a model do more: never more than it is certified for, and only when two persons want it. In
 * shadow this is the way for emergencies: a model that passed its gates may rank a queue within minutes.
 */
export function mayRaise({ record, entries }: SeenModel, { to, by, nowMs }: RaiseAsked): RaiseVerdict {
  if (!by.startsWith('usr-'))
    return refuse('only a person raises authority', 'sign in, or use a key that speaks for a person')
  if (compareAuthority(to, record.authority) <= 0)
    return refuse(`it may ${record.authority} already`, '`haechi model lower` gives it less')
  if (compareAuthority(to, record.certified) > 0)
    return refuse(
      `it is certified to ${record.certified} and no more`,
      'see its gates for what is missing; no signature stands in for evidence',
    )
  if (compareAuthority(to, MOST_IN[record.state]) > 0)
    return refuse(
      `a model that is ${record.state} may ${MOST_IN[record.state]} at most`,
      'it goes on by its probation and canary',
    )
  if (record.isTainted)
    return refuse('a row that it was trained on was erased', 'train again from a snapshot without it')
  const open = openRequest(entries, to, nowMs)
  if (open === undefined) return { ok: true, step: 'ask' }
  return open.by === by
    ? refuse('you asked for it yourself', 'another person has to confirm it')
    : { ok: true, step: 'confirm', asked: open.number, askedBy: open.by }
}

/** What somebody asked for that is still open: nothing changed of the model since, and its time is not over. */
export function openRequest(
  entries: readonly ModelEntry[],
  to: Authority,
  nowMs: number,
): ModelEntry | undefined {
  const last = entries.findLast(({ kind }) => kind === 'asked' || kind === 'authority' || kind === 'move')
  if (last?.kind !== 'asked' || last.body.to !== to) return undefined
  return nowMs >= last.atMs && nowMs < last.atMs + ASKED_FOR_MS ? last : undefined
}

function refuse(why: string, wayOut: string): Refusal {
  return { ok: false, why, wayOut }
}
