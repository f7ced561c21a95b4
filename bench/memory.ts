import type { Bench } from './emit.ts'
import { below, cpuMs, residentMb, startHaechi } from './haechi-process.ts'
import { sendBatch } from './send-batch.ts'

/** Long enough for V8 to give back what it holds only while it is busy: its memory reducer waits for 8 s of rest. */
const REST_MS = 25_000

/** What an idle minute costs is measured over so long, once the code that start and compilers leave behind is done. */
const CPU_MS = 60_000

/** Fills the database's fixed buffers and lets the compiler settle: what is taken once is not growth. */
const WARM_UP = 200_000

export const bench: Bench = {
  name: 'memory',
  summary: 'resident memory, database included, and CPU: at rest; growth of memory over a million events',
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
      const cpu = () => [cpuMs([haechi.pid]), cpuMs(below(haechi.pid))] as const
      const [ours, theirs] = cpu()
      await new Promise((resolve) => setTimeout(resolve, CPU_MS))
      const [oursNow, theirsNow] = cpu()
      const idle = { bench: 'memory', unit: 'ms a minute', peer: null }
      const spent = oursNow - ours
      emit({ ...idle, figure: 'CPU of the service at rest', value: spent, reach: 300, holds: spent < 300 })
      emit({
        ...idle,
        figure: 'CPU of the database at rest',
        value: theirsNow - theirs,
        reach: null,
        holds: null,
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
