/** Gives the time of the n-th event of a world, in whole ms since the epoch; never falling. */
export type Rhythm = (n: number) => number

/** The same number of events in each second. */
export function evenRhythm(startMs: number, eventsPerSecond: number): Rhythm {
  return (n) => startMs + Math.floor((n * 1000) / eventsPerSecond)
}

const HOUR = 3_600_000
/** Where the simulated players live: Korea, nine hours ahead of UTC. */
const OFFSET_MS = 9 * HOUR
/** How busy each hour of the day is: quiet before dawn, most after school and in the evening. */
const BUSY = [5, 3, 2, 1, 1, 1, 2, 4, 3, 3, 3, 3, 4, 4, 5, 8, 10, 11, 11, 12, 13, 13, 11, 8]
/** Saturday and Sunday start earlier and hold more. */
const WEEKEND = 1.3

/** Spreads `count` events over a period by day and night: event 0 at its start, event `count` at its end. */
export function dayRhythm(startMs: number, endMs: number, count: number): Rhythm {
  // 1. The events of each piece of an hour, added up.
  const ends: number[] = []
  const sums: number[] = []
  let sum = 0
  for (let from = startMs; from < endMs; ) {
    const to = Math.min(endMs, from - ((from + OFFSET_MS) % HOUR) + HOUR)
    sum += (to - from) * busyAt(from)
    ends.push(to)
    sums.push(sum)
    from = to
  }
  // 2. The piece in which the n-th falls, and how far into it.
  let piece = 0
  return (n) => {
    const wanted = (Math.min(n, count) / count) * sum
    if (piece > 0 && sums[piece - 1]! > wanted) piece = 0
    while (piece < sums.length - 1 && sums[piece]! < wanted) piece++
    const before = piece === 0 ? 0 : sums[piece - 1]!
    const from = piece === 0 ? startMs : ends[piece - 1]!
    return from + Math.floor(((wanted - before) / (sums[piece]! - before)) * (ends[piece]! - from))
  }
}

function busyAt(timeMs: number): number {
  const local = new Date(timeMs + OFFSET_MS)
  const day = local.getUTCDay()
  const busy = BUSY[local.getUTCHours()]!
  return day === 0 || day === 6 ? busy * WEEKEND : busy
}
