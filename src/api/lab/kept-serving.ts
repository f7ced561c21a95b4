import type { ServingModels } from '../../lab/registry/ports.ts'
import type { Loaded } from './load-model.ts'

/** What serves, as the registry says, in this process. */
export interface KeptServing {
  /** Looks at the registry and swaps what serves, at once where it is loaded; resolves when all that is in it is loaded. */
  look(): Promise<void>
  /** Tasks with a model in shadow, canary or live, as last seen. */
  readonly tasks: readonly ServingModels[]
  /** A model that is loaded here. */
  loaded(model: string): Loaded | undefined
  /** What an operator should know: models that should serve and cannot. */
  readonly notes: readonly string[]
}
