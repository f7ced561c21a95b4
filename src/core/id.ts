import { z } from 'zod'

/** `d-` and the 32 hexadecimal digits of a UUID version 7 (RFC 9562): its first 48 bits are the time. */
export const DecisionId = z
  .string()
  .regex(/^d-[0-9a-f]{32}$/, 'expected d- and 32 hexadecimal digits')
  .brand<'DecisionId'>()
export type DecisionId = z.infer<typeof DecisionId>

/** `r-` and 16 hexadecimal digits of the hash of everything that a ruleset was compiled from. */
export type RulesetId = string & z.BRAND<'RulesetId'>

/**
 * Makes decision ids that rise strictly within a process, also within one ms and when the clock steps back, and that
 * are all later than `afterMs`: the time of the last id of the process before, so that a clock that was set back
 * meanwhile changes no order.
 */
export function decisionIds(
  random: (bytes: Uint8Array<ArrayBuffer>) => void = (bytes) => void crypto.getRandomValues(bytes),
  afterMs = 0,
): (nowMs: number) => DecisionId {
  const pool = new Uint8Array(8 * 256)
  let used = pool.length
  let lastMs = afterMs
  let counter = 0
  return (nowMs) => {
    if (nowMs > lastMs) {
      lastMs = nowMs
      counter = 0
    } else if (++counter > 0xfff) {
      lastMs++
      counter = 0
    }
    if (used === pool.length) {
      random(pool)
      used = 0
    }
    let tail = ''
    for (let i = 0; i < 8; i++) {
      const byte = i === 0 ? (pool[used]! & 0x3f) | 0x80 : pool[used + i]!
      tail += HEX[byte]
    }
    used += 8
    const time = lastMs.toString(16).padStart(12, '0')
    return `d-${time}7${counter.toString(16).padStart(3, '0')}${tail}` as DecisionId
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** When a decision id was made, in ms since the epoch. */
export function decisionTime(id: DecisionId): number {
  return Number.parseInt(id.slice(2, 14), 16)
}
