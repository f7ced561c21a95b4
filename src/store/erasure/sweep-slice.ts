import type pg from 'pg'
import type { Mentions } from '../../core/mentions.ts'
import { collectDecisions, type OwnDecision } from './collect-decisions.ts'
import type { ErasedTable } from './erased-table.ts'
import { datasetsOf, flagLearnt } from './flag-learnt.ts'
import type { Leaf } from './leaves.ts'
import { type RowTexts, treatRow } from './treat-row.ts'

export interface SweepAsked {
  readonly erasure: string
  readonly mentions: Mentions
  readonly tombstone: string
  /** Others that a hold names: rows by or about them are left. */
  readonly held: ReadonlySet<string>
  /** Only counts. */
  readonly dry: boolean
  /** What has still to be sent is left until it was. */
  readonly patient: boolean
  readonly nowMs: number
}

/** Rows of a slice: erased (or that would be), left for a hold, and left since they have still to be sent. */
export interface Swept {
  readonly changed: number
  readonly held: number
  readonly waiting: number
}

interface Found {
  ctid: string
  own: boolean
  waits: boolean
  decision?: string
  world?: string
  texts: RowTexts
}

/** Erases what a range of pages of a table holds of an entity, within the caller's transaction. */
export async function sweepSlice(
  client: pg.ClientBase,
  leaf: Leaf,
  [fromPage, toPage]: readonly [number, number],
  asked: SweepAsked,
): Promise<Swept> {
  const { table, name } = leaf
  const { mentions, tombstone, dry } = asked
  const found = await find(client, table, name, [fromPage, toPage], asked)
  let changed = 0
  let held = 0
  let waiting = 0
  const own: OwnDecision[] = []
  const treated: { readonly ctid: string; readonly texts: RowTexts | undefined }[] = []
  for (const row of found) {
    if (table.decisions && row.own)
      own.push({ id: row.decision!, world: row.world!, eventId: row.texts.event_id ?? undefined })
    if (isHeld(table, row.texts, asked.held)) {
      held++
      continue
    }
    if (row.waits && asked.patient) {
      waiting++
      continue
    }
    const goes = table.goes === true && row.own
    const texts = goes ? {} : treatRow(table, row.texts, row.own, mentions, tombstone)
    if (texts === undefined) continue
    changed++
    treated.push({ ctid: row.ctid, texts: goes ? undefined : texts })
  }
  if (!dry) {
    const learnt =
      table.learnt === true
        ? await datasetsOf(
            client,
            treated.map(({ ctid }) => ctid),
          )
        : []
    for (const { ctid, texts } of treated)
      if (texts === undefined) await client.query(`delete from haechi.${name} where ctid = $1::tid`, [ctid])
      else await update(client, leaf, ctid, texts)
    await flagLearnt(client, learnt, asked.nowMs)
  }
  await collectDecisions(client, asked.erasure, own, dry)
  return { changed, held, waiting }
}

async function find(
  client: pg.ClientBase,
  table: ErasedTable,
  name: string,
  [from, to]: readonly [number, number],
  { erasure, mentions, tombstone, dry }: SweepAsked,
): Promise<Found[]> {
  const values: unknown[] = []
  const param = (value: unknown, type: string) => `$${values.push(value)}::${type}`
  const filled = (sql: string) =>
    sql
      .replaceAll(
        ':decisions',
        `(select x.decision from haechi.erasure_decisions x where x.erasure = :erasure)`,
      )
      .replace(/:(ref|tombstone|erasure)\b/g, (_, what: string) =>
        what === 'ref'
          ? param(mentions.ref, 'text')
          : what === 'erasure'
            ? param(erasure, 'uuid')
            : param(tombstone, 'text'),
      )
  const columns = Object.entries(table.columns).filter(
    ([, how]) => typeof how === 'string' || !('none' in how),
  )
  const own = table.own === undefined ? 'false' : `(${filled(table.own)})`
  const waits = table.waits === undefined ? 'false' : `coalesce(${table.waits}, false)`
  const named = columns.filter(([, how]) => how !== 'cleared')
  // A parameter that no statement uses has no type.
  const needles = named.length === 0 ? [] : mentions.needles.map((needle) => param(needle, 'text'))
  const names = named.flatMap(([column]) =>
    needles.map((needle) => `position(${needle} in t.${column}::text) > 0`),
  )
  const decision = table.decisions
    ? `, t.id as decision, (select n.name from haechi.names n where n.id = t.world) as world`
    : ''
  const { rows } = await client.query<Record<string, string | null> & Omit<Found, 'texts'>>(
    `select t.ctid::text as ctid, coalesce(${own}, false) as own, ${waits} as waits${decision}
       ${columns.map(([column]) => `, t.${column}::text as c_${column}`).join('')}
     from haechi.${name} t
     where t.ctid >= ${param(`(${from},0)`, 'tid')} and t.ctid < ${param(`(${to},0)`, 'tid')}
       and (${[own, ...names].join(' or ')})
     ${dry ? '' : 'for update of t'}`,
    values,
  )
  return rows.map(({ ctid, own, waits, decision, world, ...rest }) => ({
    ...{
      ctid,
      own,
      waits,
      ...(decision === undefined ? {} : { decision }),
      ...(world === undefined ? {} : { world }),
    },
    texts: Object.fromEntries(columns.map(([column]) => [column, rest[`c_${column}`] ?? null])),
  }))
}

function isHeld({ columns, heldBy }: ErasedTable, texts: RowTexts, held: ReadonlySet<string>): boolean {
  if (held.size === 0) return false
  const refs = Object.entries(columns).map(([column, how]) => (how === 'ref' ? texts[column] : null))
  const json = heldBy && texts[heldBy.json]
  const fields = json ? (JSON.parse(json) as Record<string, unknown>) : {}
  return [...refs, ...(heldBy?.fields ?? []).map((field) => fields[field])].some(
    (ref) => typeof ref === 'string' && held.has(ref),
  )
}

async function update(
  client: pg.ClientBase,
  { name, types }: Leaf,
  ctid: string,
  texts: Readonly<Record<string, string | null>>,
): Promise<void> {
  const columns = Object.keys(texts)
  await client.query(
    `update haechi.${name} set ${columns.map((column, i) => `${column} = $${i + 2}::text::${types.get(column)}`).join(', ')}
     where ctid = $1::tid`,
    [ctid, ...columns.map((column) => texts[column])],
  )
}
