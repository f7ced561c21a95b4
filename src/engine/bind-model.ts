import type { ModelSpec, SignalSpec } from '../pack/pack.ts'
import { MODEL_KINDS } from '../signals/models/kinds.ts'
import type { ModelHost } from '../signals/models/model-host.ts'
import type { ModelBinding, ModelKind } from '../signals/models/model-kind.ts'
import type { Signal } from '../signals/signal.ts'

/** A signal of a pack that is a model. */
export type ModelSignalSpec = SignalSpec & { readonly model: ModelSpec }

/** The models of a pack, in the order of models.yaml. */
export function modelsOf(signals: ReadonlyMap<string, SignalSpec>): ModelSignalSpec[] {
  return [...signals.values()].filter(isModel)
}

export function isModel(spec: SignalSpec): spec is ModelSignalSpec {
  return spec.model !== undefined
}

/** The kind of a model that the checker has passed. */
export function kindOf({ kind }: ModelSignalSpec): ModelKind {
  return MODEL_KINDS.find((one) => one.kind === kind)!
}

/** A model with the feature that it reads. */
export function bindingOf({ model, deadlineMs }: ModelSignalSpec, of: string): ModelBinding {
  return { ...model, of, deadlineMs }
}

/** The signal of a model on one feature; without a host it fails when it is asked elsewhere. */
export function bindModel(spec: ModelSignalSpec, of: string, host: ModelHost | undefined): Signal {
  return kindOf(spec).build(bindingOf(spec, of), host)
}
