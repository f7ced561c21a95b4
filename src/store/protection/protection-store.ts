import type pg from 'pg'
import { idFrom, type UserId, uuidOf } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { ProtectionStore } from '../../review/protection/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'

const SLOT_MS = 300_000

const SET = `insert into haechi.protection (value, changed_ms) values ($1, $2)
  on conflict (one) do update set value = excluded.value, changed_ms = excluded.changed_ms`
const SET_OWN = `insert into haechi.own_protection (person, value, changed_ms) values ($1, $2, $3)
  on conflict (person) do update set value = excluded.value, changed_ms = excluded.changed_ms`
// All in one statement: it is asked before every job.
const OF = `select (select value from haechi.protection) as organisation,
  (select value from haechi.own_protection where person = $1) as own,
  (select coalesce(json_agg(json_build_array(slot, severity, judged, passed, revealed_ms, first_ms, last_ms)
     order by slot, severity), '[]') from haechi.exposure where person = $1 and slot >= $2) as slots`
const ADD = `insert into haechi.exposure (person, slot, severity, judged, passed, revealed_ms, first_ms, last_ms)
  select $1, $2, s.severity, s.judged, s.passed, s.revealed, $3, $3
  from unnest($4::smallint[], $5::int4[], $6::int4[], $7::int8[]) as s (severity, judged, passed, revealed)
  on conflict (person, slot, severity) do update set judged = exposure.judged + excluded.judged,
    passed = exposure.passed + excluded.passed, revealed_ms = exposure.revealed_ms + excluded.revealed_ms,
    last_ms = greatest(exposure.last_ms, excluded.last_ms)`
const SUMS = `select person, severity, sum(judged) as judged, sum(passed) as passed, sum(revealed_ms) as revealed
  from haechi.exposure where slot >= $1 group by person, severity`

type SlotRow = [number, number, number, number, number, number, number]

/** Protection on Postgres. Rejects with `Unavailable`. */
export function protectionStore(pool: pg.Pool, health: HealthWatch): ProtectionStore {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async organisation() {
      return (await query<{ value: object }>('select value from haechi.protection')).rows[0]?.value ?? {}
    },
    async setOrganisation(settings, nowMs) {
      await query(SET, [JSON.stringify(settings), nowMs])
    },
    async setOwn(person, settings, nowMs) {
      await query(SET_OWN, [uuidOf(person), JSON.stringify(settings), nowMs])
    },
    async of(person, fromMs) {
      const { rows } = await query<{ organisation: object | null; own: object | null; slots: SlotRow[] }>(
        OF,
        [uuidOf(person), slotOf(fromMs)],
      )
      const { organisation, own, slots } = rows[0]!
      return {
        organisation: organisation ?? {},
        own: own ?? {},
        slots: slots.map(([slot, severity, judged, passed, revealedMs, firstMs, lastMs]) => ({
          ...{ slot, severity: Severity.options[severity]!, judged, passed, revealedMs, firstMs, lastMs },
        })),
      }
    },
    async add(person, exposures, nowMs) {
      // A row can be added to once in a statement.
      const sums = new Map<Severity, { judged: number; passed: number; revealedMs: number }>()
      for (const one of exposures) {
        const sum = sums.get(one.severity) ?? { judged: 0, passed: 0, revealedMs: 0 }
        sum.judged += one.judged
        sum.passed += one.passed
        sum.revealedMs += Math.round(one.revealedMs)
        sums.set(one.severity, sum)
      }
      if (sums.size === 0) return
      const all = [...sums.values()]
      await query(ADD, [
        ...[uuidOf(person), slotOf(nowMs), Math.round(nowMs)],
        [...sums.keys()].map((severity) => Severity.options.indexOf(severity)),
        all.map(({ judged }) => judged),
        all.map(({ passed }) => passed),
        all.map(({ revealedMs }) => revealedMs),
      ])
    },
    async sums(fromMs) {
      const { rows } = await query<{
        person: string
        severity: number
        judged: string
        passed: string
        revealed: string
      }>(SUMS, [slotOf(fromMs)])
      return rows.map((row) => ({
        person: idFrom<UserId>('usr', row.person),
        severity: Severity.options[row.severity]!,
        judged: Number(row.judged),
        passed: Number(row.passed),
        revealedMs: Number(row.revealed),
      }))
    },
  }
}

function slotOf(ms: number): number {
  return Math.floor(ms / SLOT_MS)
}
