import type { Bench } from './emit.ts'
import { cpuMs, startHaechi } from './haechi-process.ts'
import { sendBatch } from './send-batch.ts'

export const bench: Bench = {
  name: 'batch',
  summary: 'the whole service through the batch endpoint: durable decisions a second on this machine',
  async run(emit, { quick }) {
    const haechi = await startHaechi()
    try {
      await sendBatch(haechi, 'warm', 20_000)
      const count = quick ? 30_000 : 200_000
      const pids = haechi.processes()
      const before = cpuMs(pids)
      const seconds = await sendBatch(haechi, 'run', count)
      const cpu = cpuMs(pids) - before
      const rate = count / seconds
      const base = { bench: 'batch', peer: null }
      emit({
        ...base,
        figure: 'durable decisions',
        value: rate,
        unit: '/s',
        reach: 10_000,
        holds: rate >= 10_000,
      })
      const cost = (cpu * 1000) / count
      emit({
        ...base,
        figure: 'CPU of service and database',
        value: cost,
        unit: 'µs/decision',
        reach: null,
        holds: null,
      })
    } finally {
      await haechi.stop()
    }
  },
}
