import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { diedFacts } from './died-facts.ts'
import type { LookAsked, Looker } from './look.ts'
import type { LookAnswer, LookQuestion, LookThread } from './look-messages.ts'
import type { MediaFacts } from './media-facts.ts'

export interface LookerOptions {
  /** The built `look.worker`. */
  readonly worker: URL
  /** Default: one less than the machine has cores, at least 1. */
  readonly threads?: number
  /** MB of a thread's heap; pictures and what is made of a file lie beside it, bounded by the limits of the readers. */
  readonly heapMb?: number
  /** Milliseconds for one file, after which its thread is ended. The thread itself stops at half of it where it can. */
  readonly timeMs?: number
  /** Where data for reading letters may lie: see `languageFolders`. */
  readonly languageFolders?: readonly string[]
  /** The folders where programs lie, ffmpeg among them: PATH; without it no video is looked at. */
  readonly path?: string | undefined
  /** Milliseconds to start a thread and open all models. */
  readonly readyMs?: number
}

export const LOOKER_DEFAULTS = {
  heapMb: 512,
  timeMs: 30_000,
  readyMs: 60_000,
  languageFolders: [] as readonly string[],
} as const

type Outcome = LookAnswer | 'died' | 'late'

interface Thread {
  readonly worker: Worker
  /** What it is ready for. */
  asked: LookAsked | undefined
  version: string
}

/** Makes the looker; threads start with the first files. */
export function createLooker(options: LookerOptions): Looker {
  const {
    worker,
    threads = Math.max(1, availableParallelism() - 1),
    heapMb,
    timeMs,
    readyMs,
    languageFolders,
  } = { ...LOOKER_DEFAULTS, ...options }
  const idle: Thread[] = []
  const all = new Set<Thread>()
  /** They get a thread, or none where all is over. */
  const waiting: ((thread?: Thread) => void)[] = []
  let closed = false
  let latest: LookAsked | undefined

  function start(): Thread {
    const started: Thread = {
      worker: new Worker(worker, {
        resourceLimits: { maxOldGenerationSizeMb: heapMb },
        workerData: { budgetMs: timeMs / 2, languageFolders, path: options.path } satisfies LookThread,
      }),
      asked: undefined,
      version: '',
    }
    started.worker.unref()
    // An unheard error would end the process; the exit that follows tells all that matters.
    started.worker.on('error', () => {})
    started.worker.on('exit', () => {
      all.delete(started)
      const at = idle.indexOf(started)
      if (at >= 0) idle.splice(at, 1)
    })
    all.add(started)
    return started
  }

  function threadFor(): Thread | Promise<Thread | undefined> {
    if (idle.length > 0) return idle.pop()!
    return all.size < threads ? start() : new Promise((give) => waiting.push(give))
  }

  /** Only for the time of its work: who is given back may be given on. */
  async function withThread<T>(work: (thread: Thread) => Promise<T>): Promise<T> {
    const thread = closed ? undefined : await threadFor()
    if (thread === undefined) throw new Error('The looker is closed')
    try {
      return await work(thread)
    } finally {
      // A thread that died has a new one in its place, for whoever waits.
      const next = all.has(thread) ? thread : undefined
      const waits = waiting.shift()
      if (waits !== undefined) waits(next ?? start())
      else if (next !== undefined) idle.push(next)
    }
  }

  async function ask(thread: Thread, question: LookQuestion, most: number): Promise<Outcome> {
    const { worker: to } = thread
    const outcome = await new Promise<Outcome>((resolve) => {
      const finish = (result: Outcome): void => {
        clearTimeout(timer)
        to.off('message', finish).off('exit', exit)
        to.unref()
        resolve(result)
      }
      const exit = (): void => finish('died')
      const timer = setTimeout(() => finish('late'), most)
      to.ref()
      to.on('message', finish).on('exit', exit)
      // Bytes are a copy of their own already; they go over without another.
      const moved = question.kind === 'ready' ? [] : [question.bytes.buffer as ArrayBuffer]
      to.postMessage(question, moved)
    })
    if (outcome === 'late' || outcome === 'died') {
      all.delete(thread)
      await to.terminate()
    }
    return outcome
  }

  async function makeReady(
    thread: Thread,
    asked: LookAsked,
  ): Promise<Exclude<Outcome, { kind: 'ready' }> | undefined> {
    if (thread.asked === asked) return undefined
    thread.asked = undefined
    const outcome = await ask(thread, { kind: 'ready', asked }, readyMs)
    if (typeof outcome === 'string' || outcome.kind !== 'ready') return outcome
    thread.asked = asked
    thread.version = outcome.version
    return undefined
  }

  return {
    threads,
    ready: (asked) =>
      withThread(async (thread) => {
        const wrong = await makeReady(thread, asked)
        if (wrong !== undefined) throw new Error(whyNot(wrong, readyMs))
        latest = asked
        return { version: thread.version }
      }),
    look: (bytes, asked) =>
      withThread(async (thread): Promise<MediaFacts> => {
        const wrong = await makeReady(thread, asked)
        if (wrong !== undefined) throw new Error(whyNot(wrong, readyMs))
        const { version } = thread
        const outcome = await ask(thread, { kind: 'look', bytes: new Uint8Array(bytes) }, timeMs)
        if (typeof outcome !== 'string' && outcome.kind === 'facts') return outcome.facts
        return outcome === 'late'
          ? diedFacts(bytes, version, 'reader-too-slow', `The file was not looked at within ${timeMs} ms.`)
          : diedFacts(bytes, version, 'reader-died', 'The reader died of this file.')
      }),
    redraw: (bytes, name, slots = []) =>
      withThread(async (thread) => {
        // Pictures hang on the slots that are asked.
        if (latest !== undefined) await makeReady(thread, latest)
        const outcome = await ask(
          thread,
          { kind: 'redraw', bytes: new Uint8Array(bytes), name, slots },
          timeMs,
        )
        return typeof outcome !== 'string' && outcome.kind === 'picture' ? outcome.picture : undefined
      }),
    scene: (bytes) =>
      withThread(async (thread) => {
        const outcome = await ask(thread, { kind: 'scene', bytes: new Uint8Array(bytes) }, timeMs)
        return typeof outcome !== 'string' && outcome.kind === 'scene' ? outcome.scene : undefined
      }),
    async close() {
      closed = true
      for (const give of waiting.splice(0)) give()
      await Promise.all([...all].map(({ worker: one }) => one.terminate()))
    },
  }
}

function whyNot(outcome: Outcome, readyMs: number): string {
  if (outcome === 'late')
    return `no thread that looks at files was ready within ${readyMs} ms: try again on a quieter machine`
  if (outcome === 'died')
    return 'the thread that looks at files died while it was made ready: there may be too little memory'
  return outcome.kind === 'failed'
    ? outcome.fault
    : 'the thread that looks at files gave another answer: build again'
}
