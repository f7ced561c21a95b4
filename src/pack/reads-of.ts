import { SIGNAL_KINDS } from '../signals/kinds.ts'
import { MODEL_KINDS } from '../signals/models/kinds.ts'
import type { SignalSpec } from './pack.ts'

/** What the kind of a signal reads: text, a file, or whichever of both its feature is. */
export function readsOf({ kind, model }: SignalSpec): 'text' | 'media' | 'either' {
  const kinds: readonly { readonly kind: string; readonly reads?: 'text' | 'media' | 'either' }[] =
    model === undefined ? SIGNAL_KINDS : MODEL_KINDS
  return kinds.find((one) => one.kind === kind)?.reads ?? 'text'
}
