import { z } from 'zod'
import { parseDuration } from '../../../core/duration.ts'
import type { ContextAsked, EarlierMessage, Item } from '../../signal.ts'

/** As a pack writes it: `context: { of: pair, last: 5, within: 1m }`. */
export const ContextOptions = z.strictObject({
  of: z.enum(['room', 'pair']),
  last: z.int().min(1).max(20).exactOptional(),
  within: z
    .string()
    .max(32)
    .regex(/^(\d+(\.\d+)?(ms|s|m|h))+$/, 'expected a length of time such as 90s or 2m')
    .refine((text) => (parseDuration(text) ?? Number.POSITIVE_INFINITY) <= MOST_MS, 'at most 1h')
    .exactOptional(),
})

const MOST_MS = 3_600_000

export const CONTEXT_DEFAULTS = { last: 6, withinMs: 60_000 }

export function contextAsked({ of, last, within }: z.infer<typeof ContextOptions>): ContextAsked {
  return {
    of,
    last: last ?? CONTEXT_DEFAULTS.last,
    withinMs: (within === undefined ? undefined : parseDuration(within)) ?? CONTEXT_DEFAULTS.withinMs,
  }
}

/** What one account said lately, this message included, as one text. */
export interface Joined {
  readonly text: string
  /** Where this message begins in it. */
  readonly from: number
  /** Where each message begins, this one last. */
  readonly starts: readonly number[]
}

/** Messages longer than this are whole sentences, of which none is split over others. */
const MOST_PIECE = 60

/**
 * Joins the last messages of the same account, up to the latest that is too long to be a piece of something; undefined
 * when there is none before this one.
 */
export function joinEarlier(
  item: Item,
  asked: ContextAsked,
  actor: string | undefined,
  between: string,
): Joined | undefined {
  if (actor === undefined || item.earlier === undefined || item.raw.length > MOST_PIECE) return undefined
  const own: EarlierMessage[] = []
  const earlier = item.earlier(asked)
  for (let i = earlier.length - 1; i >= 0; i--) {
    const message = earlier[i]!
    if (message.actor !== actor) continue
    if (message.text.length > MOST_PIECE) break
    own.unshift(message)
  }
  if (own.length === 0) return undefined
  let text = ''
  const starts: number[] = []
  for (const message of own) {
    starts.push(text.length)
    text += message.text + between
  }
  starts.push(text.length)
  return { text: text + item.raw, from: text.length, starts }
}
