import type { SignalKind } from './signal-kind.ts'

/** Every kind of signal that a pack may name. */
export const SIGNAL_KINDS: readonly SignalKind[] = []
