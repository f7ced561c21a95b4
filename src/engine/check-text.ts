import { EntityRef } from '../core/entity.ts'

/** Why a text cannot be judged or stored; undefined when it can. */
export function textProblem(text: string): string | undefined {
  if (!(text as string & { isWellFormed(): boolean }).isWellFormed()) return 'holds half of a surrogate pair'
  // Postgres refuses NUL in text.
  return text.includes('\0') ? 'holds a NUL character' : undefined
}

/** Why a text is no entity of one of `kinds`; undefined when it is. */
export function entityProblem(ref: string, kinds: readonly string[] | undefined): string | undefined {
  if (!isEntity(ref)) return 'is no entity'
  if (kinds === undefined) return undefined
  for (const kind of kinds)
    if (ref.charCodeAt(kind.length) === COLON && ref.startsWith(kind)) return undefined
  return `must be of kind ${kinds.join(' or ')}`
}

const COLON = 58

/** What EntityRef accepts. Plain ASCII, nearly all there is, is told without a regular expression. */
function isEntity(ref: string): boolean {
  const colon = ref.indexOf(':')
  if (colon < 1 || colon > 32 || ref.length - colon - 1 < 1 || ref.length - colon - 1 > 256) return slow(ref)
  const first = ref.charCodeAt(0)
  if (first < 97 || first > 122) return false
  for (let i = 1; i < colon; i++) {
    const unit = ref.charCodeAt(i)
    if (!((unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit === 95)) return false
  }
  for (let i = colon + 1; i < ref.length; i++) {
    const unit = ref.charCodeAt(i)
    if (unit > 126) return slow(ref)
    if (unit < 33) return false
  }
  return true
}

function slow(ref: string): boolean {
  return EntityRef.safeParse(ref).success && textProblem(ref) === undefined
}
