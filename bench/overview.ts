import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { RuleHours } from '../src/api/rules/ports.ts'
import { ruleTally } from '../src/api/rules/rule-tally.ts'
import type { Decision } from '../src/core/decision.ts'
import { planRollUps } from '../src/stats/plan-roll-ups.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import type { Bench, Emit } from './emit.ts'

const base = { bench: 'overview', peer: null }
const WORLDS = 4
const TYPES = 12
/** Rules that fire in a world in a minute. */
const RULES = 60
const DAY = 24 * 60
const RUNS = 15

export const bench: Bench = {
  name: 'overview',
  summary: 'counting by the minute, and an overview over 35 days of a large service',
  async run(emit, { quick }) {
    count(emit)
    const folder = mkdtempSync(join(tmpdir(), 'haechi-bench-'))
    const store = await openStore({ dataDir: folder }, { log: () => undefined })
    try {
      const now = Math.floor(Date.now() / 60_000)
      const rows = await fill(store, now, quick ? 2 : 8)
      emit({ ...base, figure: 'rows of roll-ups', value: rows, unit: 'rows', reach: null, holds: null })
      await read(emit, store, now)
    } finally {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** What counting costs on the way of an event: one in twenty fires a rule. */
function count(emit: Emit): void {
  const kept = { add: async () => {}, forget: async () => {} } satisfies Pick<RuleHours, 'add' | 'forget'>
  const tally = ruleTally(kept)
  const events = Array.from({ length: 2000 }, (_, i) => decision(i))
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 20; run++) {
    const start = performance.now()
    for (let i = 0; i < 100; i++) for (const event of events) tally.decided(event)
    best = Math.min(best, performance.now() - start)
  }
  const ns = (best * 1e6) / (100 * events.length)
  emit({ ...base, figure: 'counting a decision', value: ns, unit: 'ns', reach: 1000, holds: ns < 1000 })
}

function decision(i: number): Decision {
  const reason = { rule: `chat.rule-${i % 40}`, policy: 'harassment.insult@3' }
  return {
    ...{ type: `type-${i % TYPES}`, world: `world-${i % WORLDS}`, verdict: 'allow' },
    receivedAt: '2026-11-23T09:41:07.123Z',
    ...{ reasons: i % 20 === 0 ? [reason] : [], shadow: [], unknown: [] },
  } as unknown as Decision
}

async function fill(store: Store, now: number, days: number): Promise<number> {
  const pool = new pg.Pool({ ...store.connection, max: 1 })
  try {
    for (const [step, first] of [
      [1, now - days * DAY],
      [60, Math.floor(now / 60) * 60 - 35 * DAY],
    ] as const) {
      await pool.query(
        `insert into haechi.event_counts select $1, m, 'world-' || w, 'type-' || t, 400 + m % 97, 3, 5, 7, 11
         from generate_series($2::int, $3::int, $1::int) m, generate_series(1, ${WORLDS}) w, generate_series(1, ${TYPES}) t`,
        [step, first, now],
      )
      await pool.query(
        `insert into haechi.firing_counts select $1, m, 'world-' || w, 'rule-' || r, 'policy-' || r % 30, 1 + (m + r) % 9, r % 2
         from generate_series($2::int, $3::int, $1::int) m, generate_series(1, ${WORLDS}) w, generate_series(1, ${RULES}) r`,
        [step, first, now],
      )
    }
    await pool.query('analyze haechi.event_counts; analyze haechi.firing_counts')
    const { rows } = await pool.query<{ n: number }>(
      'select ((select count(*) from haechi.event_counts) + (select count(*) from haechi.firing_counts))::int as n',
    )
    return rows[0]!.n
  } finally {
    await pool.end()
  }
}

async function read(emit: Emit, store: Store, now: number): Promise<void> {
  for (const [name, minutes, reach] of [
    ['an hour', 60, 200],
    ['a day', DAY, 500],
    ['seven days', 7 * DAY, 500],
    ['35 days', 35 * DAY, 1000],
  ] as const) {
    const { series, every, totals } = planRollUps({ from: now - minutes, to: now }, now - 8 * DAY)
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const start = performance.now()
      await store.rollUps.read({ series, every, totals, worlds: null, top: 10 })
      times.push(performance.now() - start)
    }
    times.sort((a, b) => a - b)
    const median = times[Math.floor(RUNS / 2)]!
    const figure = `overview over ${name}, median`
    emit({ ...base, figure, value: median, unit: 'ms', reach, holds: median < reach })
    emit({
      ...base,
      figure: `overview over ${name}, worst of ${RUNS}`,
      value: times.at(-1)!,
      unit: 'ms',
      reach: null,
      holds: null,
    })
  }
}
