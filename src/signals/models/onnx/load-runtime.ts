import type * as Ort from 'onnxruntime-common'

/** What both run times offer. */
export type OnnxApi = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>

export interface LoadedRuntime {
  readonly runtime: 'native' | 'wasm'
  readonly api: OnnxApi
}

/**
 * The native run time where it is installed and works, else WebAssembly: both read the same models. Rejects naming what
 * to install when there is neither, or not the one asked for.
 */
export async function loadRuntime(asked: 'native' | 'wasm' | undefined): Promise<LoadedRuntime> {
  const failures: unknown[] = []
  if (asked !== 'wasm')
    try {
      return { runtime: 'native', api: await import('onnxruntime-node') }
    } catch (fault) {
      failures.push(fault)
    }
  if (asked !== 'native')
    try {
      const api = await import('onnxruntime-web/wasm')
      // One thread: the thread that it runs in is one of its own already.
      api.env.wasm.numThreads = 1
      return { runtime: 'wasm', api }
    } catch (fault) {
      failures.push(fault)
    }
  const wanted =
    asked === 'native'
      ? 'onnxruntime-node'
      : asked === 'wasm'
        ? 'onnxruntime-web'
        : 'onnxruntime-node or onnxruntime-web'
  throw new Error(`no run time for ONNX models works here: install ${wanted} beside Haechi`, {
    cause: failures[0],
  })
}
