import type { FindAuditReply } from '../../api/contract/records.ts'
import { renderTable } from '../table.ts'

const MOST_OBJECTS = 3

/** Entries as a table, with the entities that can still be told. */
export function renderEntries({ entries, opened }: FindAuditReply): string {
  if (entries.length === 0) return 'Nothing.\n'
  return renderTable(
    [
      { heading: 'NUMBER', right: true },
      ...['TIME', 'WHO', 'WHAT', 'OUTCOME', 'ABOUT'].map((heading) => ({ heading })),
    ],
    entries.map(({ seq, atMs, who, name, what, outcome, objects }) => [
      ...[String(seq), new Date(atMs).toISOString().slice(0, 19), name === '' ? who : `${name} (${who})`],
      ...[what, outcome, about(JSON.parse(objects) as string[])],
    ]),
  )

  function about(objects: readonly string[]): string {
    const shown = objects.slice(0, MOST_OBJECTS).map((object) => opened[object] ?? object)
    return objects.length > MOST_OBJECTS
      ? `${shown.join(' ')} +${objects.length - MOST_OBJECTS}`
      : shown.join(' ')
  }
}
