import type pg from 'pg'
import { appendBatch } from './append-batch.ts'
import { unavailable } from './available.ts'
import { NotStorable, type Row } from './encode-entry.ts'
import type { RowOutcome } from './group-commit.ts'
import type { HealthWatch } from './health-watch.ts'
import type { Log } from './log.ts'
import type { Names } from './names.ts'
import type { Need, PartitionKeeper } from './partition-keeper.ts'
import { describeFault, sqlState, writeFault } from './sql-state.ts'

export interface WriteParts {
  readonly pool: pg.Pool
  readonly names: Names
  readonly partitions: PartitionKeeper
  readonly health: HealthWatch
  readonly log: Log
}

/** `taken`: another decision holds the event key. */
export type Written = 'written' | 'taken'

const MAX_TRIES = 5

/** Writes a batch of rows in one transaction; a row that cannot be stored is refused alone. Gives outcomes in order. */
export async function writeRows(parts: WriteParts, rows: readonly Row[]): Promise<RowOutcome<Written>[]> {
  const sorted = [...rows].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  let fault: unknown
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    try {
      await prepare(parts, rows)
      const taken = await onClient(parts.pool, (client) => appendBatch(client, parts.names, sorted))
      parts.health.written()
      return rows.map(({ id }) => ({ ok: true, result: taken.has(id) ? 'taken' : 'written' }))
    } catch (thrown) {
      fault = thrown
      const kind = writeFault(thrown)
      if (kind === 'partition') await parts.partitions.forget().catch(() => undefined)
      else if (kind === 'data' && rows.length > 1) return singly(parts, rows)
      else if (kind !== 'again') break
    }
  }
  const error = errorFor(parts, fault)
  return rows.map(() => ({ ok: false, fault: error }))
}

/** After an error of data: each row by itself, so that only the culprit is refused. */
async function singly(parts: WriteParts, rows: readonly Row[]): Promise<RowOutcome<Written>[]> {
  const outcomes: RowOutcome<Written>[] = []
  for (const row of rows) outcomes.push(...(await writeRows(parts, [row])))
  return outcomes
}

async function prepare({ names, partitions }: WriteParts, rows: readonly Row[]): Promise<void> {
  const unknown: string[] = []
  const needs: Need[] = []
  for (const { type, world, ruleset, keep, contentKeep, idMs, effects } of rows) {
    for (const name of [type, world, ruleset]) if (names.number(name) === undefined) unknown.push(name)
    if (!partitions.has('decisions', keep, idMs)) needs.push({ table: 'decisions', keep, timeMs: idMs })
    if (effects.length > 0 && !partitions.has('effects', keep, idMs))
      needs.push({ table: 'effects', keep, timeMs: idMs })
    if (contentKeep > 0 && !partitions.has('contents', contentKeep, idMs))
      needs.push({ table: 'contents', keep: contentKeep, timeMs: idMs })
  }
  if (unknown.length > 0) await names.learn(unknown)
  if (needs.length > 0) await partitions.ensure(needs)
}

async function onClient<T>(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let lost = true
  try {
    const result = await use(client)
    lost = false
    return result
  } catch (fault) {
    // An error that Postgres sent leaves the connection fit; anything else leaves it in doubt.
    lost = sqlState(fault) === undefined || writeFault(fault) === 'gone'
    throw fault
  } finally {
    client.release(lost)
  }
}

function errorFor({ health, log }: WriteParts, fault: unknown): Error {
  const told = unavailable(health, fault)
  const why = describeFault(fault)
  if (told?.reason === 'busy')
    log({ level: 'warn', message: `A batch could not be written in ${MAX_TRIES} tries (${why}).` })
  if (told) return told
  if (writeFault(fault) === 'data')
    return new NotStorable(`The database refuses the decision's values (${why}).`)
  log({ level: 'error', message: `A batch was refused by the database (${why}).` })
  return new Error(`The database refused to store decisions (${why}); this is a defect of Haechi.`)
}
