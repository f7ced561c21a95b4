import { HASH_BANK_DEFAULTS, type HashBankSpec } from '../../media/hash-bank-spec.ts'
import type { MediaFacts, PictureFacts } from '../../media/media-facts.ts'
import { seededInts } from '../seeded-picture.fixture.ts'
import type { PackedMember } from './packed-members.ts'

export function spec(name: string, more: Partial<HashBankSpec> = {}): HashBankSpec {
  return {
    ...{ name, policy: undefined, severity: 'S2', negative: false, sealed: false, ...HASH_BANK_DEFAULTS },
    ...more,
  }
}

/** A hash of half its bits, by a number. */
export function hashOf(seed: number): Uint8Array {
  const next = seededInts(seed + 1)
  return Uint8Array.from({ length: 32 }, () => next(256))
}

/** The hash with so many of its bits turned. */
export function turned(hash: Uint8Array, bits: number, from = 0): Uint8Array {
  const other = Uint8Array.from(hash)
  for (let bit = from; bit < from + bits; bit++) other[bit >> 3]! ^= 1 << (bit & 7)
  return other
}

export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

export function member(id: number, hash: Uint8Array, more: Partial<PackedMember> = {}): PackedMember {
  return { id, bank: 1, type: 'pdq', state: 'active', hash, ...more }
}

/** Facts of a file with pictures of these hashes; the other forms of each are far from everything. */
export function facts(
  hashes: readonly Uint8Array[],
  more: { quality?: number; sha256?: string; md5?: string; form?: number } = {},
): MediaFacts {
  const { quality = 100, form = 0 } = more
  return {
    ...{ version: '1', kind: 'image', format: 'png', bytes: 1, findings: [], item: undefined, whole: true },
    digests: { md5: more.md5 ?? '1'.repeat(32), sha1: '2'.repeat(40), sha256: more.sha256 ?? '3'.repeat(64) },
    pictures: hashes.map((hash, at): PictureFacts => {
      const forms = Array.from({ length: 8 }, (_, turn) =>
        hex(turn === form ? hash : hashOf(900 + at * 8 + turn)),
      )
      return {
        ...{ name: `picture.${at}`, width: 9, height: 9, scores: {}, embeddings: {}, texts: [] },
        pdq: { hash: forms[0]!, quality, turned: forms },
      }
    }),
  }
}
