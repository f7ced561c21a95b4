import { SIGNAL_KINDS } from '../signals/kinds.ts'
import { MODEL_KINDS } from '../signals/models/kinds.ts'
import type { SignalSpec } from './pack.ts'
import { readsOf } from './reads-of.ts'

/** Whether a signal asks a service, a thread or the registry, rather than what a file was found to hold. */
export function asksElsewhere(spec: SignalSpec): boolean {
  const kinds = spec.model === undefined ? SIGNAL_KINDS : MODEL_KINDS
  return readsOf(spec) !== 'media' && kinds.find(({ kind }) => kind === spec.kind)?.cost === 'dear'
}
