const PREFIX = 'whsec_'
const SECRET_BYTES = 32

/** A new signing secret: `whsec_` and 32 random bytes in Base64 (Standard Webhooks 1.0.0). */
export function newSecret(random: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(SECRET_BYTES)
  random(bytes)
  return PREFIX + Buffer.from(bytes).toString('base64')
}

export function secretBytes(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64')
}
