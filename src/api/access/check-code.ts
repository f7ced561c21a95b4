import type { Credentials } from '../../access/ports.ts'
import { hashOfCode } from '../../access/recovery-codes.ts'
import { totpStep } from '../../access/totp.ts'
import type { Access } from './access.ts'

/** Whether a code is right: of the app and not used before, or a recovery code, which is used up by it. */
export async function checkCode(
  { credentials }: Pick<Access, 'credentials'>,
  { user, totpSecret }: Credentials,
  code: string,
  nowMs: number,
): Promise<boolean> {
  if (totpSecret === null) return false
  const digits = code.replaceAll(/\s/g, '')
  if (/^\d{6}$/.test(digits)) {
    const step = totpStep(totpSecret, digits, nowMs)
    return step !== undefined && credentials.useStep(user.id, step)
  }
  return credentials.useCode(user.id, hashOfCode(code), nowMs)
}
