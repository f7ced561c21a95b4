import type pg from 'pg'
import type { DecisionId } from '../core/id.ts'
import {
  type Appended,
  type DecisionLog,
  type Entry,
  type StoredDecision,
  Unavailable,
} from '../engine/ports.ts'
import { encodeEntry, type Row } from './encode-entry.ts'
import { firstDifference } from './first-difference.ts'
import { type GroupCommitOptions, groupCommit } from './group-commit.ts'
import { readDecisions } from './read-decisions.ts'
import { describeFault, writeFault } from './sql-state.ts'
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

  async function append(entry: Entry, again: boolean): Promise<Appended> {
    const row = encodeEntry(entry)
    const written = await commits.add(row, row.event.length + row.record.length + row.trace.length + 400)
    if (written === 'written') return STORED
    const before = await reading(parts, () => winnerOf(parts, row, entry))
    if (before !== undefined) return before
    // The first decision was dropped by retention between our write and our look: the event is new again.
    if (again) throw new Unavailable('busy', 'The event id is being freed; try again.')
    return append(entry, true)
  }

  return {
    append: (entry) => append(entry, false),
    get: (id) => reading(parts, async () => (await readDecisions(parts.readers, parts.names, [id])).get(id)),
    drained: () => commits.drained(),
  }
}

const STORED: Appended = { kind: 'stored' }

/** What the caller learns whose event key was taken; undefined when its holder is no more. */
async function winnerOf(parts: DecisionLogParts, row: Row, entry: Entry): Promise<Appended | undefined> {
  const { readers, names } = parts
  const { rows } = await readers.query<{ decision: string; fingerprint: string }>(
    'select decision, fingerprint from haechi.event_keys where key = $1',
    [row.key],
  )
  const holder = rows[0]
  if (!holder) return undefined
  const id = `d-${holder.decision.replaceAll('-', '')}` as DecisionId
  const stored: StoredDecision | undefined = (await readDecisions(readers, names, [id])).get(id)
  if (!stored) {
    await readers.query('delete from haechi.event_keys where key = $1 and decision = $2', [
      row.key,
      holder.decision,
    ])
    return undefined
  }
  if (holder.fingerprint === row.fingerprint) return { kind: 'repeated', decision: stored.decision }
  if (stored.event === undefined) return { kind: 'conflict', field: 'data', decision: id }
  const field = firstDifference(stored.event, entry.event)
  return field === undefined
    ? { kind: 'repeated', decision: stored.decision }
    : { kind: 'conflict', field, decision: id }
}

async function reading<T>({ health }: DecisionLogParts, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (fault) {
    if (writeFault(fault) !== 'gone' || fault instanceof Unavailable) throw fault
    health.gone(describeFault(fault))
    throw new Unavailable('gone', `The database cannot be read (${describeFault(fault)}); try again shortly.`)
  }
}
