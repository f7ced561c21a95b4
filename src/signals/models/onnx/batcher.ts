import { ModelFault } from '../model-fault.ts'

export interface BatchLimits {
  readonly maxBatch: number
  readonly maxWaitMs: number
  readonly queue: number
}

/** Gathers single texts into batches for what takes one batch at a time. */
export interface Batcher {
  /** Rejects with a ModelFault: too many are waiting, `stop` came first, or the batch failed. */
  ask(text: string, stop: AbortSignal): Promise<Float32Array>
  readonly waiting: number
}

interface Waiting {
  readonly text: string
  readonly stop: AbortSignal
  readonly resolve: (scores: Float32Array) => void
  readonly reject: (fault: ModelFault) => void
}

/**
 * Makes a batcher. A batch goes when it is full, or when its first text has waited `maxWaitMs`; while one is on its way
 * the next one gathers. Texts whose `stop` came are dropped before they cost anything. `run` gives one row a text.
 */
export function batcher(
  { maxBatch, maxWaitMs, queue }: BatchLimits,
  run: (texts: readonly string[]) => Promise<readonly Float32Array[]>,
): Batcher {
  let waiting: Waiting[] = []
  let running = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function go(): void {
    clearTimeout(timer)
    timer = undefined
    if (running) return
    const batch: Waiting[] = []
    let taken = 0
    for (; taken < waiting.length && batch.length < maxBatch; taken++) {
      const one = waiting[taken]!
      if (one.stop.aborted) one.reject(late())
      else batch.push(one)
    }
    waiting = waiting.slice(taken)
    if (batch.length === 0) return
    running = true
    run(batch.map(({ text }) => text)).then(
      (rows) => {
        for (const [i, one] of batch.entries()) one.resolve(rows[i]!)
        next()
      },
      (fault: unknown) => {
        const message = fault instanceof Error ? fault.message : String(fault)
        for (const one of batch) one.reject(new ModelFault('failed', message, { cause: fault }))
        next()
      },
    )
  }

  function next(): void {
    running = false
    // Whoever came meanwhile has waited long enough.
    if (waiting.length > 0) go()
  }

  return {
    get waiting() {
      return waiting.length
    },
    ask(text, stop) {
      if (waiting.length >= queue)
        return Promise.reject(new ModelFault('busy', `${queue} texts are waiting for the model already`))
      return new Promise((resolve, reject) => {
        waiting.push({ text, stop, resolve, reject })
        if (waiting.length >= maxBatch) go()
        else if (!running) timer ??= setTimeout(go, maxWaitMs)
      })
    },
  }
}

function late(): ModelFault {
  return new ModelFault('late', 'the deadline came before the model was asked')
}
