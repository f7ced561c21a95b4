import { Worker } from 'node:worker_threads'
import type { ItemDecision } from './decide-item.ts'
import { heldItem } from './held-item.ts'
import type { ItemAnswer, ItemQuestion } from './item-question.ts'
import { READ_LIMITS, type ReadLimits } from './read-limits.ts'
import type { SlotProfile } from './slot-profile.ts'

export interface ItemsAsideOptions {
  /** MB of the thread's heap; what is made of a file lies beside it and is bounded by `limits.decodedBytes`. */
  readonly heapMb?: number
  /** Milliseconds for one item, the start of the thread counted. */
  readonly timeMs?: number
  readonly limits?: ReadLimits
}

export const ITEMS_ASIDE_DEFAULTS: Required<ItemsAsideOptions> = {
  heapMb: 192,
  timeMs: 5_000,
  limits: READ_LIMITS,
}

/** Judges items in a thread that may die. */
export interface ItemsAside {
  /**
   * Decides on an item; one after the other. Never rejects: when the thread dies of the item, or does not answer in
   * time, the item is held, and the next one has a new thread.
   */
  decide(bytes: Uint8Array, profile: SlotProfile): Promise<ItemDecision>
  /** Ends the thread, once it has answered what it was asked. */
  end(): Promise<void>
}

/** After these a decoder may be left broken by the data that it met. */
const SPOILING = new Set(['draco-broken', 'meshopt-broken'])

/** Makes the judge of items; `worker` is the built `model3d.worker`. The thread starts with the first item. */
export function itemsAside(worker: URL, options: ItemsAsideOptions = {}): ItemsAside {
  const { heapMb, timeMs, limits } = { ...ITEMS_ASIDE_DEFAULTS, ...options }
  let running: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()

  function start(): Worker {
    const started = new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: heapMb } })
    started.unref()
    // An unheard error would end the process; the exit that follows tells all that matters.
    started.on('error', () => {})
    started.on('exit', () => {
      if (running === started) running = undefined
    })
    return started
  }

  async function drop(): Promise<void> {
    const dropped = running
    running = undefined
    await dropped?.terminate()
  }

  function ask(thread: Worker, question: ItemQuestion): Promise<ItemAnswer | 'died' | 'late'> {
    return new Promise((resolve) => {
      const finish = (outcome: ItemAnswer | 'died' | 'late'): void => {
        clearTimeout(timer)
        thread.off('message', finish).off('exit', exit)
        thread.unref()
        resolve(outcome)
      }
      const exit = (): void => finish('died')
      const timer = setTimeout(() => finish('late'), timeMs)
      thread.ref()
      thread.on('message', finish).on('exit', exit)
      thread.postMessage(question, [question.bytes.buffer as ArrayBuffer])
    })
  }

  async function decideNow(bytes: Uint8Array, profile: SlotProfile): Promise<ItemDecision> {
    running ??= start()
    // A copy of its own: of a view into a larger buffer (as each Buffer is) all of that would be sent.
    const outcome = await ask(running, { bytes: new Uint8Array(bytes), profile, limits })
    if (outcome === 'late') {
      await drop()
      return heldItem('reader-too-slow', `The item was not read within ${timeMs} ms.`)
    }
    if (outcome === 'died' || outcome.kind === 'failed') {
      await drop()
      return heldItem('reader-died', 'The reader died of this item.')
    }
    if (outcome.decision.findings.some(({ code }) => SPOILING.has(code))) await drop()
    return outcome.decision
  }

  return {
    decide(bytes, profile) {
      const mine = last.then(() => decideNow(bytes, profile))
      last = mine
      return mine
    },
    end() {
      const ended = last.then(drop)
      last = ended
      return ended
    },
  }
}
