import type { ModelEntry, ModelRecord, ModelState } from '../../lab/registry/model.ts'
import { CANARY_SHARES } from '../../lab/registry/states.ts'

/** A stop of a model's way, in order. */
export interface WayStop {
  readonly at: 'trained' | 'evaluated' | 'gates' | 'shadow' | 'canary' | 'live'
  /** Of a canary: its share of accounts, 0 to 1. */
  readonly share?: number
  /** `passed`: it was there and went on; `ended`: it came no further. */
  readonly is: 'passed' | 'here' | 'ended' | 'ahead'
  /** By which entry of the chain it came here, and when; undefined: it did not. */
  readonly entry: number | undefined
  readonly atMs: number | undefined
  /** Entries that the move rests on. */
  readonly rests: readonly number[]
}

/** Where a model's way ended before or after it was live. */
export interface WayEnd {
  readonly state: 'refused' | 'revoked' | 'rolled-back' | 'retired'
  readonly entry: number | undefined
  readonly atMs: number | undefined
  readonly rests: readonly number[]
  /** Number of the stop at which it ended. */
  readonly stop: number
}

export interface Way {
  readonly stops: readonly WayStop[]
  readonly end: WayEnd | undefined
}

type Record = Pick<ModelRecord, 'state' | 'share'>
const ENDS: readonly ModelState[] = ['refused', 'revoked', 'rolled-back', 'retired']

/** The whole way of a model, as its entries tell it: where it was, where it stands, and what lies ahead. */
export function wayOf(record: Record, entries: readonly ModelEntry[]): Way {
  const came = [
    stop(
      'trained',
      entries.find(({ kind }) => kind === 'trained'),
    ),
    stop('evaluated', moveTo(entries, 'evaluated')),
    stop(
      'gates',
      entries.findLast(({ kind, by }) => kind === 'gates' && by === 'system'),
    ),
    stop('shadow', moveTo(entries, 'shadow')),
    ...CANARY_SHARES.map((share) => ({ ...stop('canary', moveTo(entries, 'canary', share)), share })),
    stop('live', moveTo(entries, 'live')),
  ]
  const state = ENDS.find((one) => one === record.state) as WayEnd['state'] | undefined
  const reached = came.findLastIndex(({ entry }) => entry !== undefined)
  const here = state === undefined ? stopOf(came, record) : reached
  const stops = came.map((one, i): WayStop => {
    const is = i < here ? 'passed' : i > here ? 'ahead' : state === undefined ? 'here' : 'ended'
    return { ...one, is }
  })
  if (state === undefined) return { stops, end: undefined }
  const { entry, atMs, rests } = stop('live', moveTo(entries, state))
  return { stops, end: { state, entry, atMs, rests, stop: Math.max(0, reached) } }
}

function stopOf(stops: readonly Pick<WayStop, 'at' | 'share'>[], { state, share }: Record): number {
  if (state !== 'canary') return stops.findIndex(({ at }) => at === state)
  return stops.findIndex((one) => one.at === 'canary' && one.share === share)
}

function stop(at: WayStop['at'], entry: ModelEntry | undefined): Omit<WayStop, 'is'> {
  const rests = entry?.body.rests
  return {
    ...{ at, entry: entry?.number, atMs: entry?.atMs },
    rests: Array.isArray(rests) ? rests.filter((one): one is number => typeof one === 'number') : [],
  }
}

function moveTo(entries: readonly ModelEntry[], to: ModelState, share?: number): ModelEntry | undefined {
  return entries.findLast(
    // From one share of a canary to the next it stays a canary; a retired model that is no longer the last good stays retired.
    ({ kind, body }) =>
      kind === 'move' && body.to === to && (share === undefined ? body.from !== to : body.share === share),
  )
}
