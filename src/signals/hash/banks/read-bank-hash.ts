import { HASH_TYPE_NAMES, HASH_TYPES, isHashType } from '../../../core/hash-type.ts'
import { ENTRY_LIMITS } from './bank-entry.ts'
import type { BankHash } from './ports.ts'

/** Kinds of ThreatExchange that hold words or addresses, which are no hashes. */
const WORDS = new Set(['raw_text', 'url', 'url_md5', 'trend_query', 'pdq_ocr', 'text'])

export type BankHashRead =
  | { readonly ok: true; readonly hash: BankHash }
  /** `left`: well-formed, and not for a bank of hashes. */
  | { readonly ok: false; readonly why: string; readonly left?: true }

/**
 * A hash by the name of its kind, as it is kept: small hexadecimal digits. Says why it is not taken otherwise, never with what
 * it held.
 */
export function readBankHash(type: string, value: string): BankHashRead {
  if (WORDS.has(type))
    return {
      ...{ ok: false, left: true },
      why: `${type} holds words or addresses; they belong in a bank of terms or links`,
    }
  if (!isHashType(type))
    return {
      ok: false,
      why: `this kind of hash is not known; known are ${HASH_TYPE_NAMES.join(', ')}`,
    }
  const { bytes } = HASH_TYPES[type]
  const text = value.trim()
  if (bytes === undefined) {
    if (text === '') return { ok: false, why: `the ${type} hash is empty` }
    if (text.length > ENTRY_LIMITS.value)
      return { ok: false, why: `the ${type} hash is longer than ${ENTRY_LIMITS.value} characters` }
    return { ok: true, hash: { type, value: text } }
  }
  if (text.length !== bytes * 2 || !/^[0-9a-fA-F]+$/.test(text))
    return { ok: false, why: `a ${type} hash has ${bytes * 2} hexadecimal digits` }
  if (type === 'pdq' && isOfNothing(text))
    return {
      ...{ ok: false, left: true },
      why: 'a pdq hash with hardly any bit on or off is of an empty picture, and would match every other one',
    }
  return { ok: true, hash: { type, value: text.toLowerCase() } }
}

/** At the median half of the bits are on; only flat pictures have hardly any. */
const FEWEST_BITS = 32

function isOfNothing(hex: string): boolean {
  let on = 0
  for (const digit of hex) on += BITS[Number.parseInt(digit, 16)]!
  return on < FEWEST_BITS || on > 256 - FEWEST_BITS
}

const BITS = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4]
