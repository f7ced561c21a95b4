/** How a kind of hash is written. */
interface TypeFacts {
  /** The number that it is stored under; never used again for another. */
  readonly code: number
  /** Bytes of it where it is hexadecimal; undefined: it is kept as text, and exported again. */
  readonly bytes: number | undefined
  /** It is a list of PDQ hashes, one for each frame of a video. */
  readonly ofFrames?: true
}

/** The kinds of hashes that a bank holds, by the names that ThreatExchange gives them. */
export const HASH_TYPES = {
  pdq: { code: 1, bytes: 32 },
  md5: { code: 2, bytes: 16 },
  sha1: { code: 3, bytes: 20 },
  sha256: { code: 4, bytes: 32 },
  video_md5: { code: 5, bytes: 16 },
  video_sha1: { code: 6, bytes: 20 },
  video_sha256: { code: 7, bytes: 32 },
  vpdq: { code: 20, bytes: undefined, ofFrames: true },
  pdna: { code: 21, bytes: undefined },
  tmk_pdqf: { code: 22, bytes: undefined },
  netclean: { code: 23, bytes: undefined },
  videntifier: { code: 24, bytes: undefined },
  ssvh_safer_hash: { code: 25, bytes: undefined },
  ssvh_pa: { code: 26, bytes: undefined },
  tlsh: { code: 27, bytes: undefined },
} as const satisfies Readonly<Record<string, TypeFacts>>

export type HashType = keyof typeof HASH_TYPES

export const HASH_TYPE_NAMES = Object.keys(HASH_TYPES) as readonly HashType[]

export function isHashType(name: string): name is HashType {
  return Object.hasOwn(HASH_TYPES, name)
}

/** Whether files are held against hashes of this kind; the others are only kept. */
export function isMatched(type: HashType): boolean {
  const { bytes, ofFrames }: TypeFacts = HASH_TYPES[type]
  return bytes !== undefined || ofFrames === true
}

/** The kind by the number that it is stored under. */
export function hashTypeOf(code: number): HashType | undefined {
  return HASH_TYPE_NAMES.find((name) => HASH_TYPES[name].code === code)
}
