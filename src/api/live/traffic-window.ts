import type { MinuteEvents } from './ports.ts'

/** Events of some worlds. `verdicts`: a number for each, in their order. */
export interface Traffic {
  /** Over the last ten seconds. */
  readonly perSecond: number
  /** Of the last minute. */
  readonly verdicts: readonly number[]
  /** The last minute is taken from the full one before, as far as it reaches into it. */
  readonly estimated: boolean
}

type ByWorld = Map<string, number[]>

interface Look {
  readonly atMs: number
  /** Everything seen up to then. */
  readonly seen: ByWorld
}

const MINUTE_MS = 60_000
const RATE_MS = 10_000
/** A rate over less says little. */
const LEAST_RATE_MS = 3000

/** The minutes that are read at each look: those before may be added to no more. */
export const LOOKED_MINUTES = 3

/**
 * Events of the last seconds, from the counts by the minute of all processes: what has come between two looks. A process
 * adds to them every few seconds, so a rate over ten seconds is smooth, and one over two is not.
 */
export function trafficWindow() {
  /** Minutes that are over, summed. */
  const past: ByWorld = new Map()
  let minutes = new Map<number, ByWorld>()
  let looks: Look[] = []

  /** Takes the counts of the last LOOKED_MINUTES, whole. */
  function take(rows: readonly Omit<MinuteEvents, 'type'>[], nowMs: number): void {
    const first = Math.floor(nowMs / MINUTE_MS) - LOOKED_MINUTES + 1
    const next = new Map<number, ByWorld>()
    for (const { minute, world, verdicts } of rows) {
      const worlds = next.get(minute) ?? new Map()
      next.set(minute, worlds)
      addTo(worlds, world, verdicts)
    }
    for (const [minute, worlds] of minutes)
      if (minute < first) for (const [world, verdicts] of worlds) addTo(past, world, verdicts)
    minutes = next
    const seen: ByWorld = new Map([...past].map(([world, verdicts]) => [world, [...verdicts]]))
    for (const worlds of minutes.values())
      for (const [world, verdicts] of worlds) addTo(seen, world, verdicts)
    // The last look that is a minute old stays: from there the last minute is counted.
    const old = looks.filter(({ atMs }) => atMs <= nowMs - MINUTE_MS).length
    looks = [...looks.slice(Math.max(0, old - 1)), { atMs: nowMs, seen }]
  }

  /** Undefined before the first look; `worlds` null: all. */
  function of(worlds: ReadonlySet<string> | null): Traffic | undefined {
    const last = looks.at(-1)
    if (last === undefined) return undefined
    const sum = (seen: ByWorld) => sumOf(seen, worlds)
    const now = sum(last.seen)
    const start = looks.findLast(({ atMs }) => atMs <= last.atMs - MINUTE_MS)
    const verdicts =
      start === undefined
        ? estimate(last.atMs, sum)
        : minus(now, sum(start.seen)).map((count) => scaled(count, start.atMs, last.atMs))
    const from = looks.findLast(({ atMs }) => atMs <= last.atMs - RATE_MS) ?? looks[0]!
    const overMs = last.atMs - from.atMs
    const perSecond =
      overMs < LEAST_RATE_MS
        ? total(verdicts) / (MINUTE_MS / 1000)
        : (total(minus(now, sum(from.seen))) * 1000) / overMs
    return { perSecond, verdicts, estimated: start === undefined }
  }

  function estimate(nowMs: number, sum: (seen: ByWorld) => number[]): number[] {
    const minute = Math.floor(nowMs / MINUTE_MS)
    const share = 1 - (nowMs % MINUTE_MS) / MINUTE_MS
    const before = sum(minutes.get(minute - 1) ?? new Map())
    const current = sum(minutes.get(minute) ?? new Map())
    return current.map((count, i) => Math.round(count + before[i]! * share))
  }

  return { take, of }
}

export type TrafficWindow = ReturnType<typeof trafficWindow>

/** A look may be a little more than a minute old. */
function scaled(count: number, fromMs: number, toMs: number): number {
  return Math.round((count * MINUTE_MS) / (toMs - fromMs))
}

function addTo(sums: ByWorld, world: string, counts: readonly number[]): void {
  const known = sums.get(world)
  if (known === undefined) sums.set(world, [...counts])
  else for (let i = 0; i < known.length; i++) known[i]! += counts[i] ?? 0
}

function sumOf(seen: ByWorld, worlds: ReadonlySet<string> | null): number[] {
  const sum = [0, 0, 0, 0, 0]
  for (const [world, verdicts] of seen)
    if (worlds === null || worlds.has(world)) for (let i = 0; i < sum.length; i++) sum[i]! += verdicts[i] ?? 0
  return sum
}

function minus(one: readonly number[], other: readonly number[]): number[] {
  return one.map((count, i) => Math.max(0, count - other[i]!))
}

function total(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}
