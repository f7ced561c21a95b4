import { hashOfToken } from './secret-token.ts'

const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** Ten codes of 12 letters and figures that are hard to misread (58 bits each), as ABCD-EFGH-JKMN. */
export function recoveryCodes(random: (bytes: Uint8Array<ArrayBuffer>) => void): string[] {
  return Array.from({ length: 10 }, () => {
    let code = ''
    while (code.length < 14) {
      const bytes = new Uint8Array(24)
      random(bytes)
      for (const byte of bytes) {
        // Bytes past the last whole round of letters would make some letters likelier.
        if (byte >= 240 || code.length === 14) continue
        code += LETTERS[byte % LETTERS.length]
        if (code.length === 4 || code.length === 9) code += '-'
      }
    }
    return code
  })
}

/** How a code is kept: however it was typed. */
export function hashOfCode(code: string): string {
  return hashOfToken(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
}
