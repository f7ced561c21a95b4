import { didYouMean } from '../../core/suggest.ts'
import type { ColumnRole } from '../../lab/dataset/dataset.ts'
import { CliFailure } from '../failure.ts'

/** What may be known of a labelled text beside its labels. */
export const FACT_ROLES = ['account', 'time', 'world', 'surface', 'language'] as const
export type FactRole = (typeof FACT_ROLES)[number]

/** Columns that were asked for, by role; `-`: none. */
export type AskedFacts = Readonly<Partial<Record<FactRole, string>>>

/** Headings under which data sets keep them, in lower case, the surest first. */
const USUAL: Readonly<Record<FactRole, readonly string[]>> = {
  account: [
    ...['account', 'account_id', 'user', 'user_id', 'userid', 'username', 'author', 'author_id', 'player'],
    ...['player_id', 'actor', 'sender', 'uid', 'writer', '작성자', '사용자', '계정', '아이디'],
  ],
  time: [
    ...['time', 'timestamp', 'datetime', 'date', 'created_at', 'created', 'posted_at', 'sent_at', 'at'],
    ...['created_utc', '시간', '날짜', '작성일', '일시'],
  ],
  world: ['world', 'world_id', 'game', 'game_id', 'server', '월드', '서버'],
  surface: ['surface', 'channel', 'event_type', 'channel_type', 'medium', '채널'],
  language: ['language', 'lang', 'locale', 'language_code', '언어'],
}

/** Finds the columns of facts: those asked for, else by their headings; never one that is taken. Throws CliFailure. */
export function factColumns(
  file: string,
  headings: readonly string[],
  asked: AskedFacts,
  taken: ReadonlySet<number>,
): ReadonlyMap<FactRole, number> {
  const found = new Map<FactRole, number>()
  const clean = headings.map((heading) => heading.trim().toLowerCase())
  for (const role of FACT_ROLES) {
    const name = asked[role]
    if (name === '-') continue
    if (name !== undefined) {
      const at = headings.indexOf(name)
      if (at === -1)
        throw new CliFailure(
          'usage',
          `${file} has no column "${name}" for --${role}; ${didYouMean(name, headings)}`,
        )
      found.set(role, at)
      continue
    }
    const at = USUAL[role].map((usual) => clean.indexOf(usual)).find((one) => one !== -1 && !taken.has(one))
    if (at !== undefined) found.set(role, at)
  }
  return found
}

/** The role of each column, in order. */
export function rolesOf(
  count: number,
  text: number,
  labels: ReadonlySet<number>,
  areFlags: boolean,
  facts: ReadonlyMap<FactRole, number>,
): ColumnRole[] {
  const roles = new Array<ColumnRole>(count).fill('other')
  for (const [role, at] of facts) roles[at] = role
  for (const at of labels) roles[at] = areFlags ? 'flag' : 'label'
  roles[text] = 'text'
  return roles
}
