import { SIGNAL_KINDS } from '../signals/kinds.ts'
import type { SignalSpec } from './pack.ts'

/** Names of the banks that a signal reads. */
export function banksOf(signal: SignalSpec): readonly string[] {
  return SIGNAL_KINDS.find(({ kind }) => kind === signal.kind)?.banks?.(signal.options) ?? []
}
