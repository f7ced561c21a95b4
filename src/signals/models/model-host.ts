import type { MediaHost } from '../media/media-host.ts'
import type { Serving } from './lab/served-task.ts'
import type { ModelFile } from './model-file.ts'
import type { ModelTally } from './model-tally.ts'
import type { OnnxRuntime } from './onnx/onnx-runtime.ts'

/** What dear models stand on: everything outside the process that they touch. */
export interface ModelHost {
  /** Milliseconds of a clock that never goes back. */
  readonly stopwatch: () => number
  readonly fetch: typeof globalThis.fetch
  /** A secret by the name of its variable in the environment; undefined: not set. */
  readonly secret: (variable: string) => string | undefined
  /** The counts of a model by its name. */
  readonly tally: (model: string) => ModelTally
  /**
   * What outlives a change of the pack while a model's version stays the same, such as its cache and its circuit
   * breaker: made once for each key.
   */
  readonly keep: <T extends object>(key: string, make: () => T) => T
  /** Runs ONNX models in a thread of their own; undefined: not here. */
  readonly onnx: OnnxRuntime | undefined
  /** Which model of the registry serves each task; undefined: there is no registry here, and none serves. */
  readonly serving?: Serving
  /** What files hold, for models that read features of media; undefined: no file is looked at here. */
  readonly media?: MediaHost
  /** Folder where files of models lie by their SHA-256, and where those that are made on this machine are put. */
  readonly modelsDir: string | undefined
  /** Where a file that does not travel with the pack lies on this machine. Throws naming the places looked at. */
  readonly find: (model: string, name: string, file: ModelFile & { kind: 'elsewhere' }) => string
}
