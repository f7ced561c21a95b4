import type { Authority } from '../registry/authority.ts'

export type GateVerdict = 'pass' | 'fail' | 'inconclusive'

/** Slices that a gate told of, one by one. */
export interface GateSlices {
  /** Where a model may act, as far as the gate is concerned. */
  readonly holds: readonly GateSlice[]
  /** Where it may only rank: too few labels to tell. */
  readonly reviewOnly: readonly GateSlice[]
}

/** As `SliceFigures` names it; `by` is one of its kinds. */
export interface GateSlice {
  readonly by: string
  readonly value: string
}

/** What one gate found: a test with a stated error rate. Inconclusive is not passing. */
export interface GateResult {
  /** `precision`, `leaks`, …: one file each, in the list. */
  readonly gate: string
  /** What it must pass for: without it a model has no more authority than the one below. */
  readonly for: Authority
  readonly verdict: GateVerdict
  /** Chance that a model below the bar passes it; 0 when nothing is estimated. */
  readonly alpha: number
  /** On which rows. Of `certify` nothing but the verdict may be told. */
  readonly on: 'train' | 'tune' | 'certify' | 'suite' | 'artefact'
  /** One line with the evidence, for people. */
  readonly says: string
  readonly figures: Readonly<Record<string, number | string>>
  /** Of the gate `slices`: what the model may act on hangs on it. */
  readonly slices?: GateSlices
  /** What would supply the evidence that is missing, and how many labels that takes. */
  readonly wayOut: string | undefined
  readonly labelsNeeded: number | undefined
}
