import type { SeenPicture } from '../../core/decision.ts'
import type { Item } from '../signal.ts'

/** Most pictures that one signal names: the first say enough. */
const MOST = 20

const KEY = {}

/** Notes which pictures a signal's value comes from, beside what the event's signals share. */
export function noteSeen(item: Item, signal: string, seen: readonly SeenPicture[]): void {
  let all = item.shared.get(KEY) as Map<string, readonly SeenPicture[]> | undefined
  if (all === undefined) {
    all = new Map()
    item.shared.set(KEY, all)
  }
  all.set(signal, seen.slice(0, MOST))
}

/** What was noted for it; none where its value comes from no picture. */
export function seenBy(item: Item, signal: string): readonly SeenPicture[] {
  return (item.shared.get(KEY) as Map<string, readonly SeenPicture[]> | undefined)?.get(signal) ?? []
}
