import { createHash } from 'node:crypto'

/** Hashes of a file's bytes as they are, in hexadecimal digits; one other bit in the file gives others. */
export interface FileDigests {
  readonly md5: string
  readonly sha1: string
  readonly sha256: string
}

/** MD5 and SHA-1 are what shared lists hold; they tell known files, and prove nothing. */
export function fileDigests(bytes: Uint8Array): FileDigests {
  const digest = (name: string) => createHash(name).update(bytes).digest('hex')
  return { md5: digest('md5'), sha1: digest('sha1'), sha256: digest('sha256') }
}
