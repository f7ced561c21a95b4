import type pg from 'pg'
import type { ErasureRecord } from '../../access/ports.ts'
import { mentionsOf } from '../../core/mentions.ts'
import { activeHolds } from '../holds/active-holds.ts'
import { ERASURE_LOCK } from '../locks.ts'
import { awaitHistory } from './await-history.ts'
import { type ErasureRow, recordOf } from './erasure-row.ts'
import { isOutboxRead } from './is-outbox-read.ts'
import { leavesOf } from './leaves.ts'
import { sweepSlice } from './sweep-slice.ts'
import { ERASED_TABLES } from './tables/list.ts'
import { tidyTable } from './tidy-table.ts'

/** How far an erasure is; kept as JSON with it, changed in the transaction that did the work. */
interface Progress {
  readonly step: 'wait' | 'sweep' | 'tidy' | 'history'
  /** The sweep is gone through until it finds nothing: rows may have come behind its back. */
  readonly pass: number
  readonly leaf: number
  readonly name: string
  readonly page: number
  /** Rows changed in this pass, left for a hold, and left since they have still to be sent. */
  readonly changed: number
  readonly held: number
  readonly waiting: number
  /** Not gone on with before this moment, in ms. */
  readonly notBefore: number
  /** Physical tables that were changed. */
  readonly touched: readonly string[]
  /** The holds there were when it was last gone through. */
  readonly holds: string
}

const BEGIN: Progress = {
  ...{ step: 'wait', pass: 1, leaf: 0, name: '', page: 0, changed: 0, held: 0, waiting: 0 },
  ...{ notBefore: 0, touched: [], holds: '' },
}

/** What is being decided when the erasure is asked for is stored by then, and every process has heard of it. */
export const SETTLE_MS = 3000
const MOST_PASSES = 3
/** 4 MB: a transaction that holds up nobody. */
const PAGES = 512
const SLICES_AT_ONCE = 50
/** What could not be sent for so long is erased unsent. */
const PATIENCE_MS = 30 * 86_400_000
const SENT_AGAIN_MS = 10_000
const ANY = `select exists (select from haechi.erasures where state <> 'done') as any`

/** Goes on with the erasures under way; one process at a time. After a crash it goes on with the slice it was at. */
export async function workErasures(
  pool: pg.Pool,
  nowMs: number,
): Promise<{ more: boolean; ended: readonly ErasureRecord[] }> {
  // Mostly there is none, which one statement tells.
  const looked = await pool.query<{ any: boolean }>({ name: 'any-erasures', text: ANY })
  if (!looked.rows[0]!.any) return { more: false, ended: [] }
  const client = await pool.connect()
  let broken = true
  try {
    const { rows: lock } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1) as taken',
      [ERASURE_LOCK],
    )
    if (!lock[0]!.taken) {
      broken = false
      return { more: false, ended: [] }
    }
    const { rows } = await client.query<ErasureRow>(
      `select * from haechi.erasures where state <> 'done' order by id`,
    )
    const ended: ErasureRecord[] = []
    let more = false
    for (const row of rows) {
      const became = await goOn(client, row, nowMs)
      if (became === 'more') more = true
      else if (became !== undefined) ended.push(became)
    }
    await client.query('select pg_advisory_unlock($1)', [ERASURE_LOCK])
    broken = false
    return { more, ended }
  } finally {
    client.release(broken)
  }
}

/** `more`: it can be gone on with at once; undefined: it waits. */
async function goOn(
  client: pg.ClientBase,
  row: ErasureRow,
  nowMs: number,
): Promise<ErasureRecord | 'more' | undefined> {
  const entity = row.entity!
  const holds = await activeHolds(client, nowMs)
  const signature = holds.map(({ id }) => id).join(' ')
  let at: Progress = row.at === '' ? BEGIN : { ...BEGIN, ...(JSON.parse(row.at) as Progress) }
  if (!row.dry && holds.some((hold) => hold.entity === entity)) {
    if (row.state !== 'held' || row.at !== '')
      await hold(client, row.id, '', [
        'A legal hold names the entity: nothing is erased until it ends or is lifted.',
      ])
    return undefined
  }
  if (row.state === 'held') {
    if (row.at !== '' && at.holds === signature) return undefined
    at = BEGIN
    await client.query(`update haechi.erasures set state = 'running', at = '', notes = '[]' where id = $1`, [
      row.id,
    ])
  }
  if (nowMs < at.notBefore) return undefined
  if (at.step === 'wait') {
    const askedMs = Number(row.asked_ms)
    if (!row.dry && (nowMs < askedMs + SETTLE_MS || !(await isOutboxRead(client, askedMs, nowMs))))
      return undefined
    at = { ...at, step: 'sweep', holds: signature }
  }
  if (at.step === 'sweep') {
    const held = new Set(holds.map((one) => one.entity).filter((one) => one !== entity))
    const swept = await sweep(client, row, at, held, nowMs)
    if (swept === undefined) return 'more'
    at = swept
    if (nowMs < at.notBefore) return undefined
  }
  if (row.dry) return finish(client, row, at, nowMs)
  if (at.step === 'tidy') {
    for (const name of at.touched) await tidyTable(client, name)
    at = { ...at, step: 'history' }
    await save(client, row.id, at)
  }
  const missing = await awaitHistory(client, row.id, nowMs)
  if (missing > 0) return undefined
  if (at.held > 0) {
    await client.query('delete from haechi.erasure_places where erasure = $1', [row.id])
    await hold(client, row.id, JSON.stringify(at), [
      `Legal holds on others keep ${at.held} rows; they are erased when those end or are lifted.`,
    ])
    return undefined
  }
  return finish(client, row, at, nowMs)
}

/** Undefined: there is more to do at once. */
async function sweep(
  client: pg.ClientBase,
  row: ErasureRow,
  from: Progress,
  held: ReadonlySet<string>,
  nowMs: number,
): Promise<Progress | undefined> {
  const { dry } = row
  const patient = nowMs < Number(row.asked_ms) + PATIENCE_MS
  const asked = {
    erasure: row.id,
    patient,
    mentions: mentionsOf(row.entity!),
    tombstone: row.tombstone,
    held,
    dry,
    nowMs,
  }
  const leaves = await leavesOf(client, ERASED_TABLES)
  let at = from
  // Partitions come and go meanwhile: the one it was at is found again by its name.
  const found = leaves.findIndex(({ name }) => name === at.name)
  let index = at.name === '' || found < 0 ? Math.min(at.leaf, leaves.length) : found
  let page = at.name === '' || found >= 0 ? at.page : 0
  for (let slices = 0; ; ) {
    for (; index < leaves.length; index++, page = 0) {
      const leaf = leaves[index]!
      const pages = await pagesOf(client, leaf.name)
      while (page < pages) {
        if (slices++ === SLICES_AT_ONCE) return undefined
        await client.query('begin')
        try {
          await client.query(`set local haechi.erasing = 'on'`)
          const swept = await sweepSlice(client, leaf, [page, page + PAGES], asked)
          page += PAGES
          at = {
            ...at,
            ...{ leaf: index, name: leaf.name, page },
            ...{
              changed: at.changed + swept.changed,
              held: at.held + swept.held,
              waiting: at.waiting + swept.waiting,
            },
            touched: swept.changed > 0 && !dry ? [...new Set([...at.touched, leaf.name])] : at.touched,
          }
          await save(client, row.id, at, { [leaf.table.kind ?? 'others']: swept.changed })
          await client.query('commit')
        } catch (fault) {
          await client.query('rollback').catch(() => undefined)
          // A partition whose time was over has gone meanwhile, and all that it held with it.
          if ((fault as { code?: string }).code !== '42P01') throw fault
          break
        }
      }
    }
    const next = { ...at, leaf: 0, name: '', page: 0, changed: 0, held: 0, waiting: 0, pass: at.pass + 1 }
    if (dry || (at.waiting === 0 && (at.changed === 0 || at.pass >= MOST_PASSES))) {
      at = { ...at, step: 'tidy' }
      await save(client, row.id, at)
      return at
    }
    at =
      at.waiting > 0 && at.changed === 0 ? { ...next, pass: at.pass, notBefore: nowMs + SENT_AGAIN_MS } : next
    await save(client, row.id, at)
    if (at.notBefore > nowMs) return at
    index = 0
    page = 0
  }
}

async function pagesOf(client: pg.ClientBase, name: string): Promise<number> {
  const { rows } = await client.query<{ pages: string | null }>(
    `select pg_relation_size(to_regclass('haechi.' || $1)) / current_setting('block_size')::int8 as pages`,
    [name],
  )
  return Number(rows[0]!.pages ?? 0)
}

async function save(
  client: pg.ClientBase,
  id: string,
  at: Progress,
  more: Readonly<Record<string, number>> = {},
): Promise<void> {
  const { rows } = await client.query<{ counts: string }>(
    'select counts from haechi.erasures where id = $1',
    [id],
  )
  const counts = JSON.parse(rows[0]!.counts) as Record<string, number>
  for (const [kind, count] of Object.entries(more)) if (count > 0) counts[kind] = (counts[kind] ?? 0) + count
  await client.query('update haechi.erasures set step = $2, at = $3, counts = $4 where id = $1', [
    ...[id, at.name === '' ? at.step : `${at.step} ${at.name}`],
    ...[JSON.stringify(at), JSON.stringify(counts)],
  ])
}

async function hold(client: pg.ClientBase, id: string, at: string, notes: readonly string[]): Promise<void> {
  await client.query(
    `update haechi.erasures set state = 'held', step = 'held', at = $2, notes = $3 where id = $1`,
    [...[id, at, JSON.stringify(notes)]],
  )
}

async function finish(
  client: pg.ClientBase,
  row: ErasureRow,
  at: Progress,
  nowMs: number,
): Promise<ErasureRecord> {
  const mentions = mentionsOf(row.entity!)
  await client.query('begin')
  try {
    await client.query('delete from haechi.erasure_decisions where erasure = $1', [row.id])
    const notes = at.held > 0 ? [`Legal holds on others would keep ${at.held} rows.`] : []
    const { rows } = await client.query<ErasureRow>(
      `update haechi.erasures set state = 'done', step = '', at = '', entity = null, reason = $2, done_ms = $3, notes = $4
       where id = $1 returning *`,
      [
        row.id,
        mentions.replace(row.reason, row.tombstone),
        nowMs,
        JSON.stringify([...(JSON.parse(row.notes) as string[]), ...notes]),
      ],
    )
    await client.query('commit')
    return recordOf(rows[0]!)
  } catch (fault) {
    await client.query('rollback').catch(() => undefined)
    throw fault
  }
}
