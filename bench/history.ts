import { openHistory } from '../src/history/open-history.ts'
import { shapeOf } from '../src/history/shape.ts'
import type { Bench } from './emit.ts'
import { benchExport } from './history-export.ts'
import { HISTORY_TYPES, historyWorld } from './history-world.ts'

export const bench: Bench = {
  name: 'history',
  summary: 'exporting the history, and reading it back as columns',
  async run(emit, { quick }) {
    await benchExport(emit, quick ? 20_000 : 100_000)
    const events = quick ? 1_000_000 : 10_000_000
    const dir = await historyWorld({ events })
    const numbers = {
      time: 'timestamp',
      received: 'timestamp',
      latency_ms: 'double',
      'data.account_created': 'timestamp',
    }
    const texts = {
      ...numbers,
      actor: 'entity',
      target: 'entity',
      session: 'entity',
      world: 'string',
      verdict: 'string',
      'data.text': 'string',
      'data.minors_present': 'bool',
      'data.actor_minor': 'bool',
      'data.target_minor': 'bool',
      'data.friends': 'bool',
    }
    const whole = shapeOf({
      name: '',
      features: new Map(HISTORY_TYPES.flatMap(({ features }) => [...features])),
    })
    for (const [figure, columns, reach] of [
      ['4 numeric columns', numbers, 5e6],
      ['4 numeric, 4 bool, 5 short texts, the text', texts, 1e6],
      ['all 23 columns', whole, null],
    ] as const) {
      const history = await openHistory(dir)
      const before = process.cpuUsage()
      const start = performance.now()
      let rows = 0
      let most = 0
      const types = new Map(HISTORY_TYPES.map(({ name }) => [name, columns as Record<string, string>]))
      for await (const slice of history.readBlocks({ types })) {
        rows += slice.rows
        most = Math.max(most, process.memoryUsage.rss())
      }
      const { user, system } = process.cpuUsage(before)
      history.close()
      const rate = (rows * 1e6) / (user + system)
      const base = { bench: 'history', peer: null }
      emit({
        ...base,
        figure,
        value: rate,
        unit: 'events/CPU-s',
        reach,
        holds: reach === null ? null : rate >= reach,
      })
      emit({
        ...base,
        figure: `${figure}, wall`,
        value: (performance.now() - start) / 1000,
        unit: 's',
        reach: null,
        holds: null,
      })
      emit({
        ...base,
        figure: `${figure}, most resident`,
        value: most / 1e6,
        unit: 'MB',
        reach: null,
        holds: null,
      })
    }
  },
}
