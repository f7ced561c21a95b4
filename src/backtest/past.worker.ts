import { performance } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import { runInvestigation } from './investigate/run-investigation.ts'
import type { PastStart, PastTold } from './past-aside.ts'
import { type BacktestParts, runBacktest } from './run-backtest.ts'

const { dir, job, mostEvents } = workerData as PastStart
const tell = (told: PastTold) => parentPort?.postMessage(told)
const parts: BacktestParts = {
  dir,
  mostEvents,
  stopwatch: () => performance.now(),
  // The process's own would count the traffic beside it: the time that this thread was busy is near enough.
  cpuMs: () => performance.eventLoopUtilization().active,
  progress: (progress) => tell({ kind: 'progress', progress }),
}
const outcome =
  job.kind === 'backtest' ? await runBacktest(parts, job.asked) : await runInvestigation(parts, job.asked)
tell({ kind: 'done', outcome })
