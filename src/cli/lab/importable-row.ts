import type { ImportRow } from '../../api/contract/lab-data.ts'
import { EntityRef } from '../../core/entity.ts'
import { DATASET_LIMITS } from '../../lab/dataset/limits.ts'
import { readTime } from '../../lab/dataset/read-time.ts'
import type { LabelledRow } from '../learner/labelled-row.ts'

const LONGEST_LABEL = 200
const LONGEST_NAME = 64
const LONGEST_LANGUAGE = 35
const CONTROL = /\p{Cc}/u

/**
 * A row as it is sent to the service, or why it cannot be. A fact that cannot be read is left out and counted in `left`:
 * the row is still worth having.
 */
export function importableRow(
  file: string,
  { line, text, labels, facts = {} }: LabelledRow,
  left: (role: 'account' | 'time' | 'world' | 'surface' | 'language') => void,
): ImportRow | { readonly why: string } {
  if (text.trim() === '') return { why: 'no text' }
  if (text.length > DATASET_LIMITS.textUnits)
    return { why: `a text of ${text.length} characters; ${DATASET_LIMITS.textUnits} at most` }
  if (text.includes('\0')) return { why: 'the character NUL; is the file UTF-16 without a byte order mark?' }
  if (/\p{Cs}/u.test(text)) return { why: 'half a character (a lone surrogate)' }
  const named = labels.map((label) => label.trim())
  if (named.some((label) => label === '' || label.length > LONGEST_LABEL || CONTROL.test(label)))
    return { why: `a label that is empty, longer than ${LONGEST_LABEL} characters, or holds a line break` }
  const row: ImportRow = { text, labels: named, source: `${file}:${line}` }
  const { account, time, world, surface, language } = facts
  if (account !== undefined) {
    const ref = accountOf(account)
    if (ref === undefined) left('account')
    else row.account = ref
  }
  if (time !== undefined) {
    const ms = readTime(time)
    if (ms === undefined) left('time')
    else row.time = new Date(ms).toISOString()
  }
  const name = (role: 'world' | 'surface' | 'language', value: string | undefined, longest: number) => {
    if (value === undefined) return
    if (value.length > longest || CONTROL.test(value)) left(role)
    else row[role] = value
  }
  name('world', world, LONGEST_NAME)
  name('surface', surface, LONGEST_NAME)
  name('language', language, LONGEST_LANGUAGE)
  return row
}

/** `kind:id` as it is; anything else is the id of an account. */
function accountOf(said: string): EntityRef | undefined {
  const given = EntityRef.safeParse(said)
  if (given.success) return given.data
  const made = EntityRef.safeParse(`account:${said.replace(/\s+/g, '_')}`)
  return made.success ? made.data : undefined
}
