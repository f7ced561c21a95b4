import { COMMON_PASSWORDS } from './common-passwords.ts'

export const SHORTEST_PASSWORD = 12
/** Longer ones would only cost time to hash. */
export const LONGEST_PASSWORD = 256

export type PasswordProblem = 'short' | 'long' | 'common' | 'personal'

/** What is wrong with a password that somebody chooses; lengths are counted in characters (NIST SP 800-63B, 5.1.1.2). */
export function passwordProblem(
  password: string,
  { name, email }: { readonly name: string; readonly email: string | null },
): PasswordProblem | undefined {
  const length = [...password].length
  if (length < SHORTEST_PASSWORD) return 'short'
  if (length > LONGEST_PASSWORD) return 'long'
  const lower = password.normalize('NFKC').toLowerCase()
  if (isCommon(lower)) return 'common'
  for (const own of [name, email ?? '', ...(email ?? '').split(/[@.]/)]) {
    const word = own.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
    // Too short a word is in too many passwords; what is left beside a longer one must make a password by itself.
    if (word.length >= 4 && lower.includes(word) && lower.length - word.length < SHORTEST_PASSWORD)
      return 'personal'
  }
  return undefined
}

/** A known password or word, stretched by figures, signs, or by saying it again; or hardly any letters at all. */
function isCommon(lower: string): boolean {
  if (new Set(lower).size < 5) return true
  if (/^(\d|[^\p{L}\d])+$/u.test(lower) && isRun(lower.replaceAll(/\D/g, ''))) return true
  const core = lower.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '')
  const letters = unleet(core).replaceAll(/[^\p{L}]/gu, '')
  const plain = lower.replaceAll(/[^\p{L}]/gu, '')
  return [letters, plain].some((text) => COMMON_PASSWORDS.has(text) || COMMON_PASSWORDS.has(once(text)))
}

/** Figures in a row, up or down or the same again, as 123456789012. */
function isRun(digits: string): boolean {
  let breaks = 0
  for (let i = 1; i < digits.length; i++) {
    const step = (Number(digits[i]) - Number(digits[i - 1]) + 10) % 10
    if (step !== 1 && step !== 9 && step !== 0) breaks++
  }
  return breaks <= digits.length / 6
}

function unleet(text: string): string {
  return text.replaceAll(
    /[01345$@!7]/g,
    (sign) =>
      ({ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', $: 's', '@': 'a', '!': 'i', '7': 't' })[sign]!,
  )
}

/** "passpass" as "pass". */
function once(text: string): string {
  for (let size = 1; size <= text.length / 2; size++) {
    const piece = text.slice(0, size)
    if (text.length % size === 0 && piece.repeat(text.length / size) === text) return piece
  }
  return text
}
