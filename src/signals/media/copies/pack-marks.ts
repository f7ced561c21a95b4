import type { CopyMarks } from './copy-marks.ts'
import { hashBytes } from './hash-bytes.ts'
import { shapeCode } from './shape-code.ts'
import { SIGNATURE_LENGTH } from './shape-signature.ts'

/** Marks as the catalogue holds them in memory. */
export interface PackedMarks {
  readonly code: Uint16Array | undefined
  /** 32 bytes a view. */
  readonly views: Uint8Array
  readonly textures: readonly { readonly name: string; readonly hash: Uint8Array }[]
}

const VERSION = 1

/**
 * Marks as bytes: the version, how many numbers of the shape, views and textures there are (a byte each), the numbers of
 * the shape (16 bits each, the low byte first), 32 bytes a view, and of each texture 32 bytes, the length of its name and it.
 */
export function packMarks({ signature, views, textures }: CopyMarks): Uint8Array {
  const code = shapeCode(signature)
  const names = textures.map(({ name }) => new TextEncoder().encode(name).slice(0, 255))
  const size =
    4 + 2 * (code?.length ?? 0) + 32 * views.length + names.reduce((sum, name) => sum + 33 + name.length, 0)
  const out = new Uint8Array(size)
  out.set([VERSION, code?.length ?? 0, views.length, textures.length])
  let at = 4
  for (const value of code ?? []) {
    out[at++] = value & 255
    out[at++] = value >> 8
  }
  const put = (bytes: Uint8Array): void => {
    out.set(bytes, at)
    at += bytes.length
  }
  for (const view of views) put(hashBytes(view))
  textures.forEach(({ hash }, i) => {
    put(hashBytes(hash))
    out[at++] = names[i]!.length
    put(names[i]!)
  })
  return out
}

/** Undefined for bytes that are no marks, or those of another version. */
export function unpackMarks(bytes: Uint8Array): PackedMarks | undefined {
  const [version, numbers, views, textures] = bytes
  if (version !== VERSION || views === undefined || textures === undefined) return undefined
  if (numbers !== 0 && numbers !== SIGNATURE_LENGTH) return undefined
  let at = 4
  const take = (length: number): Uint8Array => {
    at += length
    return bytes.subarray(at - length, at)
  }
  const low = take(2 * numbers)
  const code = Uint16Array.from({ length: numbers }, (_, k) => low[2 * k]! | (low[2 * k + 1]! << 8))
  const seen = take(32 * views)
  const painted = Array.from({ length: textures }, () => {
    const hash = take(32)
    const name = take(bytes[at++] ?? 0)
    return { hash, name: new TextDecoder().decode(name) }
  })
  if (at !== bytes.length) return undefined
  return { code: numbers === 0 ? undefined : code, views: seen, textures: painted }
}
