import type { OnnxLoad, OnnxRuntime } from '../../signals/models/onnx/onnx-runtime.ts'
import { openSession } from '../../signals/models/onnx/open-session.ts'
import type { ScorerHost } from './scorer-host.ts'

/** Runs ONNX models in the thread that asks: for threads that do nothing else. */
export const IN_THIS_THREAD: Required<ScorerHost> = {
  openOnnx: (load) => openSession({ kind: 'load', ...load }),
}

/** Runs each in a thread of its own, with the runtime of the service. `load.labels` must be known. */
export function inThreads(runtime: OnnxRuntime): Required<ScorerHost> {
  return {
    async openOnnx(load: OnnxLoad) {
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
