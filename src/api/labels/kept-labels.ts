import type { LabelLog, ManualLabelChange } from './ports.ts'

/** Labels as the routes read and change them. */
export interface KeptLabels {
  readonly log: LabelLog
  /**
   * Records a change and lets the next event feel it; its place in the order of arrival is now, or `atMs` when it
   * was just told. False: there was
   * nothing to take off. Rejects with `Unavailable`.
   */
  change(change: Omit<ManualLabelChange, 'id' | 'atMs'> & { readonly atMs?: number }): Promise<boolean>
  /** Up to which transaction labels are known here. */
  since(): string
  /** Reads what other processes wrote; never rejects. */
  look(): Promise<void>
  stop(): Promise<void>
}
