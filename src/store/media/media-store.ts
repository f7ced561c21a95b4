import type pg from 'pg'
import type { MediaStore } from '../../api/media/ports.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom, uuidOf } from '../../core/ids.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { addFile } from './add-file.ts'
import { digitsOf, MEDIA_COLUMNS, type MediaRow, mediaOf } from './media-row.ts'
import { readBytes } from './read-bytes.ts'
import { sealFile } from './seal-file.ts'
import { seeFile } from './see-file.ts'

// What is sealed keeps what it had: nobody can look at it again.
const FACTS = `select f.facts from haechi.media_facts f join haechi.media m on m.id = f.media
  where f.media = $1 and (f.version = $2 or m.sealed_ms is not null)`

const KEEP_FACTS = `with gone as (delete from haechi.media_facts where media = $1 and version <> $2
    and exists (select from haechi.media where id = $1 and sealed_ms is null))
  insert into haechi.media_facts (media, version, facts, made_ms)
  select id, $2, $3, $4 from haechi.media where id = $1 and sealed_ms is null for update
  on conflict (media, version) do nothing`

const CLAIM = `update haechi.media set looked_until_ms = $3
  where id = $1 and sealed_ms is null and (looked_until_ms is null or looked_until_ms < $2)`

const USE = `insert into haechi.media_uses (media, decision, world, severity, actor, target, session, at_ms, until_ms, lists, allowed)
  select id, $2, $3, $4, $5, $6, $7, $8, $9, id = any($10), $11 from haechi.media where id = any($1) for key share
  on conflict (media, decision) do nothing`

const TO_LIST = `select u.media, u.decision, u.target as item, u.actor as maker, u.world, u.at_ms
  from haechi.media_uses u join haechi.media m on m.id = u.media
  where u.lists and not u.listed and u.target like 'item:%' and m.sealed_ms is null
    and (u.allowed or exists (select from haechi.jobs j where j.state = 'done' and j.outcome = 'fine'
      and (j.decision = u.decision or j.id in (select b.job from haechi.job_members b where b.decision = u.decision))))
  order by u.at_ms limit $1`

const GONE =
  'select asked.id from unnest($1::text[]) as asked(id) where not exists (select from haechi.media m where m.id = asked.id)'

const UNLOOKED = `select m.id from haechi.media m where m.sealed_ms is null
    and not exists (select from haechi.media_facts f where f.media = m.id)
  order by m.last_ms desc limit $1`

type Facts = NonNullable<Awaited<ReturnType<MediaStore['facts']>>>

interface ListRow {
  readonly media: string
  readonly decision: string
  readonly item: string
  readonly maker: string | null
  readonly world: string
  readonly at_ms: string
}

/** Files that events name, on Postgres. Rejects with `Unavailable`. */
export function mediaStore(pool: pg.Pool, health: HealthWatch): MediaStore {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    add: (file, who, quota, nowMs) => available(health, () => addFile(pool, file, who, quota, nowMs)),
    async get(id) {
      const { rows } = await query<MediaRow>(`select ${MEDIA_COLUMNS} from haechi.media m where m.id = $1`, [
        digitsOf(id),
      ])
      return rows[0] && mediaOf(rows[0])
    },
    sight: (id, who) => available(health, () => seeFile(pool, id, who)),
    bytes: (id) => available(health, () => readBytes(pool, id)),
    async facts(id, version) {
      const { rows } = await query<{ facts: string }>(FACTS, [digitsOf(id), version])
      return rows[0] && (JSON.parse(rows[0].facts) as Facts)
    },
    async keepFacts(id, facts, nowMs) {
      await query(KEEP_FACTS, [digitsOf(id), facts.version, JSON.stringify(facts), nowMs])
    },
    async claim(id, nowMs, untilMs) {
      return (await query(CLAIM, [digitsOf(id), nowMs, untilMs])).rowCount === 1
    },
    async use(files, { decision, world, severity, actor, target, session, ...rest }) {
      await query(USE, [
        ...[files.map(digitsOf), uuidOf(decision), world, severity],
        ...[actor ?? null, target ?? null, session ?? null],
        ...[rest.atMs, rest.untilMs, rest.lists.map(digitsOf), rest.allowed],
      ])
    },
    async unuse(decision) {
      await query('delete from haechi.media_uses where decision = $1', [uuidOf(decision)])
    },
    seal: (id, bank, left, nowMs) => available(health, () => sealFile(pool, id, bank, left, nowMs)),
    async toList(limit) {
      const { rows } = await query<ListRow>(TO_LIST, [limit])
      return rows.map(({ media, decision, item, maker, world, at_ms }) => ({
        ...{ media: `sha256:${media}` as const, decision: idFrom<DecisionId>('d', decision), world },
        ...{
          item: item as EntityRef,
          maker: (maker ?? undefined) as EntityRef | undefined,
          atMs: Number(at_ms),
        },
      }))
    },
    async listed({ media, decision }) {
      await query('update haechi.media_uses set listed = true where media = $1 and decision = $2', [
        ...[digitsOf(media), uuidOf(decision)],
      ])
    },
    async gone(ids) {
      const { rows } = await query<{ id: string }>(GONE, [ids.map(digitsOf)])
      return rows.map(({ id }) => `sha256:${id}` as const)
    },
    async unlooked(limit) {
      const { rows } = await query<{ id: string }>(UNLOOKED, [limit])
      return rows.map(({ id }) => `sha256:${id}` as const)
    },
  }
}
