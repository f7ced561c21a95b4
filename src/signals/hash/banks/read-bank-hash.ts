import { HASH_TYPE_NAMES, HASH_TYPES, isHashType } from '../../../core/hash-type.ts'
import { ENTRY_LIMITS } from './bank-entry.ts'
import type { BankHash } from './ports.ts'
import { LEAST_FRAME_QUALITY, readVideoHash, writeVideoHash } from './videos/read-video-hash.ts'

/** Kinds of ThreatExchange that hold words or addresses, which are no hashes. */
const WORDS = new Set(['raw_text', 'url', 'url_md5', 'trend_query', 'pdq_ocr', 'text'])

export type BankHashRead =
  | { readonly ok: true; readonly hash: BankHash }
  /** `left`: well-formed, and not for a bank of hashes. */
  | { readonly ok: false; readonly why: string; readonly left?: true }

/**
 * A hash by the name of its kind, as it is kept: small hexadecimal digits, of a video the list that ThreatExchange writes. Says why it is not taken otherwise, never with what
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
  if (type === 'vpdq') return ofVideo(text)
  if (bytes === undefined) {
    if (text === '') return { ok: false, why: `the ${type} hash is empty` }
    if (text.length > ENTRY_LIMITS.value)
      return { ok: false, why: `the ${type} hash is longer than ${ENTRY_LIMITS.value} characters` }
    return { ok: true, hash: { type, value: text } }
  }
  const on = text.length === bytes * 2 ? bitsOn(text) : undefined
  if (on === undefined) return { ok: false, why: `a ${type} hash has ${bytes * 2} hexadecimal digits` }
  if (type === 'pdq' && (on < FEWEST_BITS || on > 256 - FEWEST_BITS))
    return {
      ...{ ok: false, left: true },
      why: 'a pdq hash with hardly any bit on or off is of an empty picture, and would match every other one',
    }
  return { ok: true, hash: { type, value: text.toLowerCase() } }
}

function ofVideo(text: string): BankHashRead {
  const read = readVideoHash(text)
  if (!read.ok) return read
  if (read.frames.every(({ quality }) => quality < LEAST_FRAME_QUALITY))
    return {
      ...{ ok: false, left: true },
      why: `a vpdq hash without a frame of quality ${LEAST_FRAME_QUALITY} or more is of a video that shows nothing, and would match nothing`,
    }
  return { ok: true, hash: { type: 'vpdq', value: writeVideoHash(read.frames) } }
}

/** At the median half of the bits are on; only flat pictures have hardly any. */
const FEWEST_BITS = 32

/** How many bits are on in hexadecimal digits; undefined: there are others among them. */
function bitsOn(hex: string): number | undefined {
  let on = 0
  for (let at = 0; at < hex.length; at++) {
    const bits = BITS[hex.charCodeAt(at)]
    if (bits === undefined || bits === NO_DIGIT) return undefined
    on += bits
  }
  return on
}

const NO_DIGIT = 255
/** By the code of a character. */
const BITS = new Uint8Array(128).fill(NO_DIGIT)
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  const bits = [1, 2, 4, 8].filter((bit) => value & bit).length
  BITS[digit.charCodeAt(0)] = bits
  BITS[digit.toUpperCase().charCodeAt(0)] = bits
}
