import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api'
import { addFiles, type NewFile } from '../src/history/add-files.ts'
import { emptyCatalog } from '../src/history/catalog.ts'
import { openDuck, sqlText } from '../src/history/duck.ts'
import { fileFacts } from '../src/history/file-facts.ts'
import { dayOf, PARQUET, partitionPath } from '../src/history/paths.ts'
import { type HistoryType, shapeOf } from '../src/history/shape.ts'
import { writeCatalog } from '../src/history/write-catalog.ts'
import { historyTexts } from './history-texts.ts'

export interface HistoryWorldOptions {
  /** Chat and direct messages together. */
  readonly events?: number
  readonly seed?: number
  readonly accounts?: number
  readonly days?: number
  /** Distinct texts of each kind. */
  readonly texts?: number
}

export const HISTORY_WORLD: Required<HistoryWorldOptions> = {
  events: 10_000_000,
  seed: 1,
  accounts: 1_000_000,
  days: 7,
  texts: 200_000,
}

/** When the synthetic history begins, in ms. */
export const HISTORY_START = Date.UTC(2026, 10, 16)

/** Of the starter pack's shape: the features of `starter/haechi.yaml`. */
export const HISTORY_TYPES: readonly HistoryType[] = [
  {
    name: 'chat.message',
    features: new Map([
      ['text', { type: { kind: 'string' } }],
      ['account_created', { type: { kind: 'timestamp' } }],
      ['minors_present', { type: { kind: 'bool' } }],
    ]),
  },
  {
    name: 'direct.message',
    features: new Map([
      ['text', { type: { kind: 'string' } }],
      ['account_created', { type: { kind: 'timestamp' } }],
      ['actor_minor', { type: { kind: 'bool' } }],
      ['target_minor', { type: { kind: 'bool' } }],
      ['friends', { type: { kind: 'bool' } }],
    ]),
  },
]

const DAY_MS = 86_400_000
/** Change it with anything that changes what is written. */
const VERSION = 2
const FILE_EVENTS = 1_250_000

/**
 * Makes a synthetic history, or finds the one made before with the same options. Returns its folder.
 * Messages of a million accounts, few of them very active; texts of the demo world, one in fifty harmful; in every ten
 * minutes one account writes the same text to many others; one event in a hundred comes some seconds late, one in two
 * thousand some minutes. All of it follows from the seed.
 */
export async function historyWorld(options: HistoryWorldOptions = {}): Promise<string> {
  const all = { ...HISTORY_WORLD, ...options }
  const { events, seed, accounts, days, texts } = all
  const root = join(dirname(fileURLToPath(new URL(import.meta.url))), '..')
  const cache = join(existsSync(join(root, '.cache')) ? root : process.cwd(), '.cache')
  const dir = join(cache, `history-v${VERSION}-${events}-${seed}-${accounts}-${days}-${texts}`)
  if (existsSync(join(dir, 'catalog.json'))) return dir
  const making = `${dir}.making-${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  // One thread: several would not keep the order of the events.
  const duck = await openDuck(making, { threads: 1, memoryMb: 2048 })
  const connection = await duck.connect()
  const said = historyTexts(seed, texts)
  for (const [kind, list] of Object.entries(said)) await putTexts(connection, `texts_${kind}`, list)
  const stepMs = (days * DAY_MS) / events
  let catalog = emptyCatalog('synthetic')
  const counts = { chat: said.chat.length, direct: said.direct.length, harmful: said.harmful.length }
  for (let day = 0; day < days; day++) {
    const first = Math.ceil((day * events) / days)
    const last = Math.ceil(((day + 1) * events) / days)
    for (let from = first; from < last; from += FILE_EVENTS) {
      const files: NewFile[] = []
      for (const type of HISTORY_TYPES) {
        const path = `${partitionPath(type.name, dayOf(HISTORY_START + day * DAY_MS))}/f${from}.parquet`
        const target = join(making, path)
        mkdirSync(dirname(target), { recursive: true })
        const query = rowsOf(type.name, from, Math.min(from + FILE_EVENTS, last), stepMs, all, counts)
        await connection.run(`copy (${query}) to ${sqlText(target)} (${PARQUET})`)
        const facts = await fileFacts(connection, making, path)
        if (facts.rows === 0) {
          rmSync(target)
          continue
        }
        files.push({
          ...facts,
          type: type.name,
          day: dayOf(HISTORY_START + day * DAY_MS),
          keepMs: Number.MAX_SAFE_INTEGER,
          shape: shapeOf(type),
        })
      }
      catalog = addFiles(catalog, files)
    }
  }
  writeCatalog(making, catalog)
  connection.closeSync()
  duck.close()
  renameSync(making, dir)
  return dir
}

async function putTexts(
  connection: DuckDBConnection,
  table: string,
  texts: readonly string[],
): Promise<void> {
  await connection.run(`create table ${table}_in (text varchar)`)
  const appender = await connection.createAppender(`${table}_in`)
  for (let from = 0; from < texts.length; from += 2048) {
    const some = texts.slice(from, from + 2048)
    const chunk = DuckDBDataChunk.create([VARCHAR], some.length)
    chunk.setColumns([some])
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  await connection.run(
    `create table ${table} as select rowid as n, text from ${table}_in; drop table ${table}_in`,
  )
}

/** The rows of one type among events `from` to `to`, each made from its number and the seed. */
function rowsOf(
  type: string,
  from: number,
  to: number,
  stepMs: number,
  { seed, accounts }: Required<HistoryWorldOptions>,
  counts: { chat: number; direct: number; harmful: number },
): string {
  const chat = type === 'chat.message'
  // A number in [0, 1) for each event and purpose.
  const chance = (purpose: number, of = 'i') =>
    `(hash(${of} * 1000 + ${purpose}, ${seed}) % 1000003) / 1000003.0::double`
  const account = (purpose: number) => `floor(pow(${chance(purpose)}, 3) * ${accounts})::bigint`
  const flag = (name: string, purpose: number, of: string, share: number) =>
    `${chance(purpose, of)} < ${share} as "data.${name}"`
  const kind = chat ? 'chat' : 'direct'
  const base = `
    select i, received, received // 600000 as slot, burst, harmful,
      case when burst then ${accounts} + received // 600000 else ${account(1)} end as who,
      ${chat ? `floor(${chance(2)} * 5000)::bigint` : account(3)} as whom,
      case when ${chance(4)} < 0.01 then (${chance(5)} * 30000)::bigint
        when ${chance(4)} < 0.0105 then (${chance(5)} * 600000)::bigint
        else (${chance(5)} * 300)::bigint end as late,
      case when harmful then (case when burst then ${chance(6, '(received // 600000)')} else ${chance(6)} end * ${counts.harmful})::bigint
        else floor(pow(${chance(6)}, 2) * ${counts[kind]})::bigint end as said
    from (
      select i, ${HISTORY_START} + floor(i * ${stepMs})::bigint as received,
        ${chance(8)} < 0.03 and not ${chat} as burst,
        (${chance(8)} < 0.03 and not ${chat}) or ${chance(7)} < 0.02 as harmful
      from range(${from}, ${to}) t(i)
      where (${chance(0)} < 0.8) = ${chat})`
  return `select
(lpad(lower(hex(received)), 12, '0') || '7' || lpad(lower(hex(i % ${Math.max(1, Math.ceil(1 / stepMs))})), 3, '0') || lower(hex(9223372036854775808 + (hash(i, ${seed}) >> 2))))::uuid as id,
      'e' || i as event_id,
      received - late as "time",
      received,
      (['plaza', 'school', 'studio', 'arcade'])[1 + who % 4] as world,
      ${chat ? `'room:r' || whom` : `'room:r' || (who % 5000)`} as session,
      'account:u' || who as actor,
      ${chat ? `'room:r' || whom` : `'account:u' || whom`} as target,
      case when harmful and i % 4 > 0 then (['mask', 'hold', 'block'])[1 + said % 3] else 'allow' end as verdict,
      'r-0123456789abcdef' as ruleset,
      0.05 + ${chance(9)} * 0.4 as latency_ms,
      case when harmful and i % 4 > 0 then ['rule-' || (said % 20)] else []::varchar[] end as fired,
      case when ${chance(10)} < 0.01 then ['rule-shadow'] else []::varchar[] end as shadow,
      []::varchar[] as unknown,
      null::varchar as counters,
      null::varchar as labels,
      '[]' as effects,
      coalesce(h.text, o.text) as "data.text",
      case when ${chance(11, 'who')} < 0.03 or burst then received - (${chance(12, 'who')} * 86400000)::bigint
        else ${HISTORY_START} - 86400000 + (ln(1 - ${chance(12, 'who')}) * 180 * 86400000)::bigint end as "data.account_created",
      ${
        chat
          ? flag('minors_present', 13, 'i', 0.5)
          : [
              flag('actor_minor', 14, 'who', 0.4),
              flag('target_minor', 14, 'whom', 0.4),
              flag('friends', 15, '(who * 7 + whom)', 0.3),
            ].join(', ')
      }
    from (${base}) b
    left join texts_harmful h on h.n = case when harmful then said end
    left join texts_${kind} o on o.n = case when not harmful then said end`
}
