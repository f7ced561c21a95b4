import type { Random } from './random.ts'

/** Draws different items, fewer when there are not so many. */
export function pickSome<T>(random: Random, items: readonly T[], count: number): T[] {
  const left = [...items]
  const picked: T[] = []
  while (picked.length < count && left.length > 0) picked.push(...left.splice(random.int(left.length), 1))
  return picked
}
