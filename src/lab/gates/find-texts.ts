/** Whether texts that a model learnt from stand in its files. */
export interface TextTraces {
  readonly tried: number
  /** Texts of which a piece was found. */
  readonly found: number
  readonly bytes: number
}

/** A piece of so many bytes is no chance: 32 letters, or ten syllables of Hangul. */
const PIECE = 32
const MOST_TRIED = 2000
const BASE = 257
const MODULUS = 2 ** 31 - 1

/**
 * Looks for pieces of texts in files, byte by byte (R. Karp and M. Rabin, 1987): whoever has the files must not be able to
 * read what anybody said. Texts shorter than a piece are not tried; of more than 2,000 every so many-th is.
 */
export function findTexts(files: Iterable<Uint8Array>, texts: Iterable<string>): TextTraces {
  const encoder = new TextEncoder()
  const long = [...texts].map((text) => encoder.encode(text)).filter(({ length }) => length >= PIECE)
  const step = Math.max(1, Math.ceil(long.length / MOST_TRIED))
  const tried = long.filter((_, i) => i % step === 0)
  const pieces = new Map<number, { readonly text: number; readonly bytes: Uint8Array }[]>()
  tried.forEach((bytes, text) => {
    for (let at = 0; at + PIECE <= bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE)
      const hash = hashOf(piece)
      pieces.set(hash, [...(pieces.get(hash) ?? []), { text, bytes: piece }])
    }
  })
  const found = new Set<number>()
  let bytes = 0
  for (const file of files) {
    bytes += file.length
    roll(file, (hash, at) => {
      for (const piece of pieces.get(hash) ?? [])
        if (piece.bytes.every((byte, i) => file[at + i] === byte)) found.add(piece.text)
    })
  }
  return { tried: tried.length, found: found.size, bytes }
}

function hashOf(piece: Uint8Array): number {
  let hash = 0
  for (const byte of piece) hash = (hash * BASE + byte) % MODULUS
  return hash
}

/** The hash of every piece of a file, with where it begins. Products stay below 2^53. */
function roll(file: Uint8Array, see: (hash: number, at: number) => void): void {
  if (file.length < PIECE) return
  let first = 1
  for (let i = 1; i < PIECE; i++) first = (first * BASE) % MODULUS
  let hash = hashOf(file.subarray(0, PIECE))
  see(hash, 0)
  for (let end = PIECE; end < file.length; end++) {
    hash = (hash + MODULUS - ((file[end - PIECE]! * first) % MODULUS)) % MODULUS
    hash = (hash * BASE + file[end]!) % MODULUS
    see(hash, end - PIECE + 1)
  }
}
