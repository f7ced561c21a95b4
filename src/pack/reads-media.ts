import { SIGNAL_KINDS } from '../signals/kinds.ts'
import { MODEL_KINDS } from '../signals/models/kinds.ts'
import type { SignalSpec } from './pack.ts'

/** Whether the kind of a signal reads what files hold, and no text. */
export function readsMedia({ kind, model }: SignalSpec): boolean {
  const kinds: readonly { readonly kind: string; readonly reads?: string }[] =
    model === undefined ? SIGNAL_KINDS : MODEL_KINDS
  return kinds.find((one) => one.kind === kind)?.reads === 'media'
}
