import type { DecisionId } from '../../../core/id.ts'

/** Decided events from which it is drawn what is to be labelled. Rejects with `Unavailable`. */
export interface LabelPool {
  /** The newest ones whose content is kept and of which no job was ever made, decided since a time. */
  recent(sinceMs: number, limit: number): Promise<DecisionId[]>
}
