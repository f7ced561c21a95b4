import type { OnnxLoad, OnnxRuntime } from '../../signals/models/onnx/onnx-runtime.ts'
import { openSession } from '../../signals/models/onnx/open-session.ts'

/** An ONNX model that is loaded. */
export interface OpenOnnx {
  /** Values a text. */
  readonly width: number
  /** Row by row, so many values a text. */
  score(texts: readonly string[]): Promise<Float32Array>
}

/** What opening models of the lab needs: something that runs ONNX models. */
export interface ScorerHost {
  readonly openOnnx: (load: OnnxLoad) => Promise<OpenOnnx>
}

/** Runs them in the thread that asks: for threads that do nothing else. */
export const IN_THIS_THREAD: ScorerHost = { openOnnx: (load) => openSession({ kind: 'load', ...load }) }

/** Runs each in a thread of its own, with the runtime of the service. `load.labels` must be known. */
export function inThreads(runtime: OnnxRuntime): ScorerHost {
  return {
    async openOnnx(load) {
      const session = runtime.open(() => load)
      await session.load()
      return {
        width: load.labels,
        async score(texts) {
          const rows = await session.score(texts)
          const values = new Float32Array(rows.length * load.labels)
          rows.forEach((row, i) => {
            values.set(row, i * load.labels)
          })
          return values
        },
      }
    },
  }
}
