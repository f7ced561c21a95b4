import type { Bench } from './emit.ts'
import { residentMb, startHaechi } from './haechi-process.ts'
import { sendBatch } from './send-batch.ts'

/** Long enough for V8 to give back what it holds only while it is busy: its memory reducer waits for 8 s of rest. */
const REST_MS = 25_000

/** Fills the database's fixed buffers and lets the compiler settle: what is taken once is not growth. */
const WARM_UP = 200_000

export const bench: Bench = {
  name: 'memory',
  summary: 'resident memory, database included: at rest, and its growth over a million events',
  async run(emit, { quick }) {
    const haechi = await startHaechi()
    const rest = async () => {
      await new Promise((resolve) => setTimeout(resolve, REST_MS))
      return residentMb(haechi.processes())
    }
    try {
      const base = { bench: 'memory', unit: 'MB', peer: null }
      const atRest = await rest()
      emit({
        ...base,
        figure: 'resident at rest, after the start',
        value: atRest,
        reach: 300,
        holds: atRest < 300,
      })
      await sendBatch(haechi, 'warm', quick ? 20_000 : WARM_UP)
      const warm = await rest()
      emit({
        ...base,
        figure: 'resident at rest, after the warm-up',
        value: warm,
        reach: 300,
        holds: warm < 300,
      })
      const count = quick ? 100_000 : 1_000_000
      await sendBatch(haechi, 'run', count)
      const growth = (await rest()) - warm
      const figure = `growth over ${count.toLocaleString('en-US')} events`
      emit({ ...base, figure, value: growth, reach: 20, holds: growth < 20 })
    } finally {
      await haechi.stop()
    }
  },
}
