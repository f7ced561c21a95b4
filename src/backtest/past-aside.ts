import { Worker } from 'node:worker_threads'
import type { InvestigationAsked } from './investigate/investigation.ts'
import type { Investigated } from './investigate/run-investigation.ts'
import type { BacktestAsked, Backtested, BacktestProgress } from './run-backtest.ts'

/** What is asked of the past. */
export type PastAsked =
  | { readonly kind: 'backtest'; readonly asked: BacktestAsked }
  | { readonly kind: 'investigate'; readonly asked: InvestigationAsked }

/** What a thread is started with. */
export interface PastStart {
  /** Folder of the history. */
  readonly dir: string
  readonly job: PastAsked
  /** Ranges with more events are refused. */
  readonly mostEvents: number
}

/** What a thread tells. */
export type PastTold =
  | { readonly kind: 'progress'; readonly progress: BacktestProgress }
  | { readonly kind: 'done'; readonly outcome: Backtested | Investigated }

export interface PastRun {
  readonly progress: (progress: BacktestProgress) => void
  readonly signal: AbortSignal
}

/** Looks into the past in a thread for each question, so that traffic is judged meanwhile. */
export interface PastAside {
  /** Whether another question may be asked now. */
  readonly isFree: boolean
  /** Rejects when it is aborted, took too long, or the thread failed. */
  ask(job: PastAsked, run: PastRun): Promise<Backtested | Investigated>
}

export interface PastLimits {
  readonly atOnce: number
  readonly mostEvents: number
  readonly mostMs: number
  /** What the heap of a thread may hold, in MB. */
  readonly heapMb: number
}

export const PAST_LIMITS: PastLimits = { atOnce: 2, mostEvents: 50_000_000, mostMs: 300_000, heapMb: 1024 }

/** The question took longer than it may. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong'
}

/** `worker` is the built `past.worker`. */
export function pastAside(worker: URL, dir: string, limits: PastLimits = PAST_LIMITS): PastAside {
  const { atOnce, mostEvents, mostMs, heapMb } = limits
  let running = 0
  return {
    get isFree() {
      return running < atOnce
    },
    async ask(job, { progress, signal }) {
      signal.throwIfAborted()
      running++
      const thread = new Worker(worker, {
        workerData: { dir, job, mostEvents } satisfies PastStart,
        resourceLimits: { maxOldGenerationSizeMb: heapMb },
      })
      let timer: ReturnType<typeof setTimeout> | undefined
      let leave = () => {}
      try {
        return await new Promise((resolve, reject) => {
          const stop = () => reject(signal.reason)
          signal.addEventListener('abort', stop, { once: true })
          leave = () => signal.removeEventListener('abort', stop)
          timer = setTimeout(() => reject(new TookTooLong(`it took longer than ${mostMs / 1000} s`)), mostMs)
          thread.on('message', (told: PastTold) => {
            if (told.kind === 'progress') progress(told.progress)
            else resolve(told.outcome)
          })
          thread.on('error', reject)
          thread.on('exit', (code) =>
            reject(new Error(`the thread that looks into the past ended with code ${code}`)),
          )
        })
      } finally {
        clearTimeout(timer)
        leave()
        thread.removeAllListeners()
        thread.on('error', () => {})
        await thread.terminate()
        running--
      }
    },
  }
}
