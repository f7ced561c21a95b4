import type { Mentions } from '../../core/mentions.ts'
import { replaceRefs } from '../../core/replace-refs.ts'
import type { ErasedTable } from './erased-table.ts'

/** The texts of a row's columns; null stands for null. */
export type RowTexts = Readonly<Record<string, string | null>>

/** What becomes of a row: the columns that change, by name. Undefined: nothing changes. */
export function treatRow(
  { columns }: ErasedTable,
  row: RowTexts,
  isOwn: boolean,
  mentions: Mentions,
  tombstone: string,
): Record<string, string | null> | undefined {
  const changed: Record<string, string | null> = {}
  for (const [name, how] of Object.entries(columns)) {
    const before = row[name] ?? null
    if (before === null) continue
    const after = treat(before)
    if (after !== before) changed[name] = after

    function treat(text: string): string | null {
      if (how === 'ref') return text === mentions.ref ? tombstone : text
      if (how === 'words') return mentions.replace(text, tombstone)
      if (how === 'own') return isOwn ? null : mentions.replace(text, tombstone)
      if (how === 'cleared') return isOwn ? null : text
      if (how === 'json') return json(text)
      if ('own' in how) return isOwn ? how.own : mentions.replace(text, tombstone)
      if ('json' in how) return json(text, isOwn ? new Set(how.json) : undefined)
      return text
    }
  }
  return Object.keys(changed).length === 0 ? undefined : changed

  function json(text: string, emptied?: ReadonlySet<string>): string {
    const parsed: unknown = JSON.parse(text)
    const before = JSON.stringify(parsed)
    const after = JSON.stringify(replaceRefs(parsed, mentions, tombstone, emptied))
    return after === before ? text : after
  }
}
