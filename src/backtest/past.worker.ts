import { performance } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import { type Duck, openDuck } from '../history/duck.ts'
import { openHistoryWith } from '../history/open-history.ts'
import { lookAtEntity } from './entity/look-at-entity.ts'
import { type InvestigationParts, runInvestigation } from './investigate/run-investigation.ts'
import type { PastAnswers, PastAsked, PastStart, PastTell, PastTold } from './past-aside.ts'
import { runBacktest } from './run-backtest.ts'

const { dir, mostEvents } = workerData as PastStart
const tell = (told: PastTold) => parentPort?.postMessage(told)
/** Not longer than this: files that others have replaced stay on disk for as long as somebody reads. */
const LONGEST_MS = 300_000
// Stays open from one question to the next: what was read of the files' ends need not be read again.
let duck: Duck | undefined
let since = 0
const open = async () => {
  if (duck !== undefined && performance.now() - since > LONGEST_MS) close()
  if (duck === undefined) {
    duck = await openDuck(dir)
    since = performance.now()
  }
  return openHistoryWith(duck, dir)
}
const parts: InvestigationParts = {
  dir,
  mostEvents,
  open,
  stopwatch: () => performance.now(),
  // The process's own would count the traffic beside it: the time that this thread was busy is near enough.
  cpuMs: () => performance.eventLoopUtilization().active,
  progress: (progress) => tell({ kind: 'progress', progress }),
  part: (part) => tell({ kind: 'part', part }),
}

function close(): void {
  duck?.close()
  duck = undefined
}

let asked = new AbortController()
parentPort?.on('message', (told: PastTell) => {
  switch (told.kind) {
    case 'close':
      close()
      parentPort?.close()
      return
    case 'stop':
      asked.abort()
      return
    case 'ask':
      asked = new AbortController()
      answer(told.job, asked.signal).then(
        (outcome) => tell({ kind: 'done', outcome }),
        (fault: unknown) =>
          tell({ kind: 'failed', fault: fault instanceof Error ? fault : new Error('it failed') }),
      )
  }
})

async function answer(job: PastAsked, signal: AbortSignal): Promise<PastAnswers[keyof PastAnswers]> {
  switch (job.kind) {
    case 'backtest':
      return runBacktest({ ...parts, signal }, job.asked)
    case 'investigate':
      return runInvestigation({ ...parts, signal }, job.asked)
    case 'entity':
      return lookAtEntity(await open(), job.asked)
  }
}
