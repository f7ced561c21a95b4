import { thread } from '../../../core/thread.ts'
import type { OnnxAnswer, OnnxQuestion } from './onnx-messages.ts'

export type OnnxLoad = Omit<OnnxQuestion & { kind: 'load' }, 'kind'>

/** A model in a thread of its own. */
export interface OnnxSession {
  /** Loads it, or finds it loaded. Rejects with what is wrong with its files. */
  load(): Promise<'native' | 'wasm'>
  /** One row of values a text. */
  score(texts: readonly string[]): Promise<readonly Float32Array[]>
}

/** Opens models, each in a thread of its own. */
export interface OnnxRuntime {
  /** `load` is called when the model is first asked, and again when its thread had to be started anew. */
  open(load: () => OnnxLoad): OnnxSession
}

/** A model that nobody has asked for so long frees its memory, as one of a pack that is live no more; in ms. */
export const IDLE_MS = 600_000

/** `worker`: the built `serve-onnx.worker`. */
export function onnxRuntime(worker: URL, idleMs = IDLE_MS): OnnxRuntime {
  return {
    open(load) {
      const own = thread<OnnxQuestion, OnnxAnswer>(worker, 'runs an ONNX model')
      let loaded: Promise<'native' | 'wasm'> | undefined
      let labels = 0

      let idle: NodeJS.Timeout | undefined
      let asking = 0

      /** Keeps the thread while work goes on, and for a while after. */
      async function busy<T>(work: () => Promise<T>): Promise<T> {
        asking++
        clearTimeout(idle)
        try {
          return await work()
        } finally {
          if (--asking === 0)
            idle = setTimeout(() => {
              loaded = undefined
              void own.end()
            }, idleMs).unref()
        }
      }

      async function ask(question: OnnxQuestion): Promise<OnnxAnswer> {
        let answer: OnnxAnswer
        try {
          answer = await own.ask(question)
        } catch (fault) {
          // The thread is gone, and the model with it.
          loaded = undefined
          throw fault
        }
        if (answer.kind === 'failed') throw new Error(answer.message)
        return answer
      }

      async function loadNow(): Promise<'native' | 'wasm'> {
        const asked = load()
        labels = asked.labels
        const answer = await ask({ kind: 'load', ...asked })
        if (answer.kind !== 'loaded')
          throw new Error('the thread that runs an ONNX model gave another answer')
        return answer.runtime
      }

      async function loadOnce(): Promise<'native' | 'wasm'> {
        loaded ??= loadNow()
        try {
          return await loaded
        } catch (fault) {
          loaded = undefined
          throw fault
        }
      }

      return {
        load: () => busy(loadOnce),
        score: (texts) =>
          busy(async () => {
            await loadOnce()
            const answer = await ask({ kind: 'score', texts })
            if (answer.kind !== 'scored')
              throw new Error('the thread that runs an ONNX model gave another answer')
            return texts.map((_, i) => answer.logits.slice(i * labels, (i + 1) * labels))
          }),
      }
    },
  }
}
