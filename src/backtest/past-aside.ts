import { Worker } from 'node:worker_threads'
import type { EntityAsked, EntityLook } from './entity/look-at-entity.ts'
import type { InvestigationAsked, InvestigationPart } from './investigate/investigation.ts'
import type { Investigated } from './investigate/run-investigation.ts'
import type { BacktestAsked, Backtested, BacktestProgress } from './run-backtest.ts'

/** What is asked of the past. */
export type PastAsked =
  | { readonly kind: 'backtest'; readonly asked: BacktestAsked }
  | { readonly kind: 'investigate'; readonly asked: InvestigationAsked }
  | { readonly kind: 'entity'; readonly asked: EntityAsked }

/** What answers it. */
export interface PastAnswers {
  readonly backtest: Backtested
  readonly investigate: Investigated
  readonly entity: EntityLook
}

/** What a thread is started with. */
export interface PastStart {
  /** Folder of the history. */
  readonly dir: string
  /** Ranges with more events are refused. */
  readonly mostEvents: number
}

/** What a thread is told. */
export type PastTell =
  | { readonly kind: 'ask'; readonly job: PastAsked }
  /** What it is at is not wanted any more. */
  | { readonly kind: 'stop' }
  /** It is to end. */
  | { readonly kind: 'close' }

/** What a thread tells. */
export type PastTold =
  | { readonly kind: 'progress'; readonly progress: BacktestProgress }
  | { readonly kind: 'part'; readonly part: InvestigationPart }
  | { readonly kind: 'done'; readonly outcome: PastAnswers[keyof PastAnswers] }
  | { readonly kind: 'failed'; readonly fault: Error }

export interface PastRun {
  readonly progress: (progress: BacktestProgress) => void
  /** Told what is known already. */
  readonly part?: (part: InvestigationPart) => void
  readonly signal: AbortSignal
}

/**
 * Looks into the past in threads, one question at a time in each, so that traffic is judged meanwhile. A thread that has
 * answered stays for the next question for a while: it takes longer to start one than to answer many a question.
 */
export interface PastAside {
  /** Whether another question may be asked now. */
  readonly isFree: boolean
  /** Rejects when it is aborted, took too long, or the thread failed. Questions about entities wait for their turn. */
  ask<J extends PastAsked>(job: J, run: PastRun): Promise<PastAnswers[J['kind']]>
  /** Ends the threads that wait for a question. */
  close(): Promise<void>
}

export interface PastLimits {
  readonly atOnce: number
  readonly mostEvents: number
  readonly mostMs: number
  /** What the heap of a thread may hold, in MB. */
  readonly heapMb: number
  /** Questions about entities that may wait. */
  readonly mostWaiting?: number
  /** A thread without a question ends after so long. */
  readonly idleMs?: number
}

export const PAST_LIMITS: Required<PastLimits> = {
  ...{ atOnce: 2, mostEvents: 50_000_000, mostMs: 300_000, heapMb: 1024 },
  ...{ mostWaiting: 20, idleMs: 60_000 },
}

/** The question took longer than it may. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong'
}

/** More questions wait than may. */
export class TooManyWait extends Error {
  override readonly name = 'TooManyWait'
}

/** How long a thread may take to stop what it is at. */
const CALL_OFF_MS = 10_000
/** How long a thread may take to close its database. */
const LET_GO_MS = 2000

/** Takes off our own listeners: a thread has some of its own, without which no message comes. */
function silence(thread: Worker): void {
  for (const name of ['message', 'error', 'exit']) thread.removeAllListeners(name)
}

interface Warm {
  readonly thread: Worker
  readonly timer: ReturnType<typeof setTimeout>
}

/** `worker` is the built `past.worker`. */
export function pastAside(worker: URL, dir: string, limits: PastLimits = PAST_LIMITS): PastAside {
  const { atOnce, mostEvents, mostMs, heapMb, mostWaiting, idleMs } = { ...PAST_LIMITS, ...limits }
  let running = 0
  let looking = false
  let closed = false
  const waiting: (() => void)[] = []
  const warm: Warm[] = []

  function take(): Worker {
    const kept = warm.pop()
    if (kept !== undefined) {
      clearTimeout(kept.timer)
      silence(kept.thread)
      kept.thread.ref()
      return kept.thread
    }
    return new Worker(worker, {
      workerData: { dir, mostEvents } satisfies PastStart,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    })
  }

  /**
   * Calls off what a thread is at, and lets it go when it has stopped. It is cut off only when that takes too long: a
   * thread that ends while its database is at work can take the process with it.
   */
  async function callOff(thread: Worker): Promise<void> {
    silence(thread)
    thread.on('error', () => {})
    const rested = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), CALL_OFF_MS)
      const over = (isSound: boolean) => {
        clearTimeout(timer)
        resolve(isSound)
      }
      thread.once('exit', () => over(false))
      thread.on('message', ({ kind }: PastTold) => {
        if (kind === 'done' || kind === 'failed') over(true)
      })
    })
    thread.postMessage({ kind: 'stop' } satisfies PastTell)
    if (await rested) await rest(thread)
    else await thread.terminate()
  }

  /** Keeps a thread that has answered for the next question. */
  async function rest(thread: Worker): Promise<void> {
    if (!closed && warm.length < atOnce) keep(thread)
    else await letGo(thread)
  }

  /** Ends a thread that has nothing to do: it closes its database, whose folder would say that somebody reads still. */
  async function letGo(thread: Worker): Promise<void> {
    silence(thread)
    thread.on('error', () => {})
    const gone = new Promise((resolve) => thread.once('exit', resolve))
    thread.postMessage({ kind: 'close' } satisfies PastTell)
    const timer = setTimeout(() => void thread.terminate(), LET_GO_MS)
    await gone
    clearTimeout(timer)
  }

  function keep(thread: Worker): void {
    const drop = () => {
      const at = warm.findIndex((one) => one.thread === thread)
      if (at < 0) return
      const [gone] = warm.splice(at, 1)
      clearTimeout(gone!.timer)
      void letGo(thread)
    }
    silence(thread)
    thread.on('error', drop)
    thread.on('exit', drop)
    const timer = setTimeout(drop, idleMs)
    timer.unref()
    thread.unref()
    warm.push({ thread, timer })
  }

  async function answer(
    job: PastAsked,
    { progress, part, signal }: PastRun,
  ): Promise<PastAnswers[keyof PastAnswers]> {
    const thread = take()
    let timer: ReturnType<typeof setTimeout> | undefined
    let leave = () => {}
    let isSound = false
    try {
      return await new Promise<PastAnswers[keyof PastAnswers]>((resolve, reject) => {
        const stop = () => reject(signal.reason)
        signal.addEventListener('abort', stop, { once: true })
        leave = () => signal.removeEventListener('abort', stop)
        timer = setTimeout(() => reject(new TookTooLong(`it took longer than ${mostMs / 1000} s`)), mostMs)
        thread.on('message', (told: PastTold) => {
          if (told.kind === 'progress') progress(told.progress)
          else if (told.kind === 'part') part?.(told.part)
          else if (told.kind === 'failed') {
            isSound = true
            reject(told.fault)
          } else {
            isSound = true
            resolve(told.outcome)
          }
        })
        thread.on('error', reject)
        thread.on('exit', (code) =>
          reject(new Error(`the thread that looks into the past ended with code ${code}`)),
        )
        thread.postMessage({ kind: 'ask', job } satisfies PastTell)
      })
    } finally {
      clearTimeout(timer)
      leave()
      if (isSound) await rest(thread)
      else await callOff(thread)
    }
  }

  /** Questions about entities are answered one behind the other, beside the long ones. */
  async function turn(signal: AbortSignal): Promise<void> {
    if (waiting.length >= mostWaiting) throw new TooManyWait('too many questions about entities wait')
    if (looking) {
      await new Promise<void>((resolve) => waiting.push(resolve))
      if (!signal.aborted) return
      next()
      signal.throwIfAborted()
    }
    looking = true
  }
  function next(): void {
    const go = waiting.shift()
    if (go === undefined) looking = false
    else go()
  }

  return {
    get isFree() {
      return running < atOnce
    },
    async ask<J extends PastAsked>(job: J, run: PastRun): Promise<PastAnswers[J['kind']]> {
      run.signal.throwIfAborted()
      if (job.kind === 'entity') {
        await turn(run.signal)
        try {
          return (await answer(job, run)) as PastAnswers[J['kind']]
        } finally {
          next()
        }
      }
      running++
      try {
        return (await answer(job, run)) as PastAnswers[J['kind']]
      } finally {
        running--
      }
    },
    async close() {
      closed = true
      for (const { timer } of warm) clearTimeout(timer)
      await Promise.all(warm.splice(0).map(({ thread }) => letGo(thread)))
    },
  }
}
