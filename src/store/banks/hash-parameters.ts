import { createHash } from 'node:crypto'
import { HASH_TYPES, type HashType } from '../../core/hash-type.ts'

/** A hash as the table holds it: kinds of a fixed length as their bytes; the others by the SHA-256 of their text, and the text. */
export function hashParameters({ type, value }: { readonly type: HashType; readonly value: string }): {
  readonly type: number
  /** Hexadecimal. */
  readonly hash: string
  readonly value: string | undefined
} {
  const { code, bytes } = HASH_TYPES[type]
  if (bytes !== undefined) return { type: code, hash: value, value: undefined }
  return { type: code, hash: createHash('sha256').update(value).digest('hex'), value }
}
