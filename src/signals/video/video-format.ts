/** Containers that are read. */
export type VideoFormat = 'mp4' | 'mov' | 'webm'

const EBML = [0x1a, 0x45, 0xdf, 0xa3]

/**
 * Which container a file begins as, by its first bytes alone. Playlists, and all that names other files, are none; nor are
 * pictures that are kept in the same boxes (AVIF, HEIC).
 */
export function videoFormat(bytes: Uint8Array): VideoFormat | undefined {
  if (EBML.every((byte, at) => bytes[at] === byte)) return docType(bytes) === 'webm' ? 'webm' : undefined
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length < 16 || letters(bytes, 4, 4) !== 'ftyp') return undefined
  const box = length.getUint32(0)
  if (box < 16 || box > 4096) return undefined
  const brand = letters(bytes, 8, 4)
  if (brand === 'qt  ') return 'mov'
  return /^(avif|avis|heic|heix|heim|heis|mif1|msf1)$/.test(brand) ? undefined : 'mp4'
}

function letters(bytes: Uint8Array, from: number, count: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + count))
}

/** The EBML header's DocType (0x4282, one byte of length): Matroska at large can refer to other files. */
function docType(bytes: Uint8Array): string | undefined {
  for (let at = 4; at + 3 < Math.min(bytes.length, 64); at++)
    if (bytes[at] === 0x42 && bytes[at + 1] === 0x82)
      return letters(bytes, at + 3, bytes[at + 2]! & 0x7f).replace(/\0+$/, '')
  return undefined
}
