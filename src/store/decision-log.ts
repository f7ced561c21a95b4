import type pg from 'pg'
import { type Appended, type DecisionLog, type Entry, Unavailable } from '../engine/ports.ts'
import { available } from './available.ts'
import { encodeEntry, type Row } from './encode-entry.ts'
import { findHolders } from './find-holders.ts'
import { type GroupCommitOptions, groupCommit } from './group-commit.ts'
import { readDecisions } from './read-decisions.ts'
import { type WriteParts, type Written, writeRows } from './write-rows.ts'

export interface DecisionLogParts extends WriteParts {
  /** Connections for reading, apart from those that write. */
  readonly readers: pg.Pool
}

/** The durable record of decisions on Postgres, and a way to wait for what is under way. */
export function decisionLog(
  parts: DecisionLogParts,
  options: GroupCommitOptions = {},
): DecisionLog & { drained(): Promise<void> } {
  const commits = groupCommit<Row, Written>((rows) => writeRows(parts, rows), options)
  // A client that sends a whole batch again asks for many holders at once: they share queries like commits.
  const lookups = groupCommit<Sent, Appended | undefined>(
    async (sent) => {
      const found = await available(parts.health, () => findHolders(parts.readers, parts.names, sent))
      return found.map((result) => ({ ok: true, result }))
    },
    { lingerMs: 0, maxRows: 128 },
  )

  async function append(entry: Entry, again: boolean): Promise<Appended> {
    const row = encodeEntry(entry)
    const bytes = row.event.length + row.record.length + row.trace.length + ROW_BYTES
    const written = await commits.add(row, bytes)
    if (written === 'written') return STORED
    const before = await lookups.add({ row, event: entry.event }, bytes)
    if (before !== undefined) return before
    // The first decision was dropped by retention between our write and our look: the event is new again.
    if (again) throw new Unavailable('busy', 'The event id is being freed; try again.')
    return append(entry, true)
  }

  return {
    append: (entry) => append(entry, false),
    get: (id) =>
      available(parts.health, async () => (await readDecisions(parts.readers, parts.names, [id])).get(id)),
    async drained() {
      await commits.drained()
      await lookups.drained()
    },
  }
}

interface Sent {
  readonly row: Row
  readonly event: Entry['event']
}

const STORED: Appended = { kind: 'stored' }
/** What a row takes beside its texts, roughly. */
const ROW_BYTES = 400
