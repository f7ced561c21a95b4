import type { Bench } from './emit.ts'
import { cpuMs, type HaechiProcess, startHaechi } from './haechi-process.ts'
import { sendBatch } from './send-batch.ts'

/** A quarter more is within the noise of a shared machine. */
const FLAT = 1.25

export const bench: Bench = {
  name: 'growth',
  summary: 'CPU of one decision with 1,000 and with 1,000,000 decisions stored',
  async run(emit, { quick }) {
    const haechi = await startHaechi()
    try {
      // The compiler's warm-up is paid with repeated events, which add nothing to what is stored.
      for (let round = 0; round < 30; round++) await sendBatch(haechi, 'warm', 1000)
      const few = await cost(haechi, 'few')
      const stored = quick ? 100_000 : 1_000_000
      await sendBatch(haechi, 'fill', stored)
      const many = await cost(haechi, 'many')
      const base = { bench: 'growth', peer: null }
      emit({
        ...base,
        figure: 'CPU with 1,000 stored',
        value: few,
        unit: 'µs/decision',
        reach: null,
        holds: null,
      })
      const figure = `CPU with ${stored.toLocaleString('en-US')} stored`
      emit({ ...base, figure, value: many, unit: 'µs/decision', reach: null, holds: null })
      const ratio = many / few
      emit({ ...base, figure: 'many to few', value: ratio, unit: 'ratio', reach: FLAT, holds: ratio <= FLAT })
    } finally {
      await haechi.stop()
    }
  },
}

/** CPU of service and database for one new decision, in µs. */
async function cost(haechi: HaechiProcess, run: string): Promise<number> {
  const count = 20_000
  const pids = haechi.processes()
  const before = cpuMs(pids)
  await sendBatch(haechi, run, count)
  return ((cpuMs(pids) - before) * 1000) / count
}
