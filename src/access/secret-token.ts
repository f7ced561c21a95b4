import { hash } from 'node:crypto'

/** A new secret of 256 bits behind a prefix that tells what it is. */
export function secretToken(random: (bytes: Uint8Array<ArrayBuffer>) => void, prefix: string): string {
  const bytes = new Uint8Array(32)
  random(bytes)
  return `${prefix}_${Buffer.from(bytes).toString('base64url')}`
}

/** How a secret is kept and looked up: SHA-256 in hexadecimal, enough for one that cannot be guessed. */
export function hashOfToken(token: string): string {
  return hash('sha256', token, 'hex')
}
