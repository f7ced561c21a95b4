import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30

/** A new secret of 160 bits, in base32. */
export function totpSecret(random: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(20)
  random(bytes)
  return new Secret({ buffer: bytes.buffer }).base32
}

/** What an authenticator app reads, as a picture or typed in. */
export function totpUri(secret: string, label: string): string {
  return totpOf(secret, label).toString()
}

/**
 * The time step whose code this is, from one step back to one ahead (RFC 6238, section 5.2); undefined for a wrong code.
 * The caller keeps the step and refuses it, and those before, from then on.
 */
export function totpStep(secret: string, code: string, nowMs: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = totpOf(secret, '').validate({ token: code, timestamp: nowMs, window: 1 })
  return delta === null ? undefined : Math.floor(nowMs / 1000 / PERIOD_S) + delta
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Haechi', label, secret: Secret.fromBase32(secret), period: PERIOD_S })
}
