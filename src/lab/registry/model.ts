import type { Manifest, ModelId } from '../train/candidate.ts'
import type { Authority } from './authority.ts'

/**
 * Where a model stands. `trained` → `evaluated` → `refused` (a gate failed) or `shadow` → `revoked`, or `canary` → `live`
 * → `rolled-back` or `retired`. A revoked or refused model never comes back: any change is another model.
 */
export const MODEL_STATES = [
  ...(['trained', 'evaluated', 'refused', 'shadow', 'revoked'] as const),
  ...(['canary', 'live', 'rolled-back', 'retired'] as const),
] as const
export type ModelState = (typeof MODEL_STATES)[number]

/** A model in the registry. Times in ms since the epoch. */
export interface ModelRecord {
  readonly id: ModelId
  readonly task: string
  readonly manifest: Manifest
  readonly state: ModelState
  /** What it may do now; `observe` in shadow. */
  readonly authority: Authority
  /** The most it has a certificate for. */
  readonly certified: Authority
  /** The most it may have: a person lowers it alone, two raise it again, and no certificate does. */
  readonly cap: Authority
  /** Share of accounts, 0 to 1, on which it has force; 1 when live. */
  readonly share: number
  readonly madeMs: number
  readonly changedMs: number
  /** A row that it was trained on was erased. */
  readonly isTainted: boolean
  /** It was live before the one that is, and stays loaded: a rollback makes it live again. At most one of a task. */
  readonly isLastGood: boolean
}

/** One link of the chain: what happened to a model, and the evidence for it. */
export interface ModelEntry {
  /** Numbered from 1, without a gap, over all models. */
  readonly number: number
  readonly model: ModelId
  readonly kind: EvidenceKind
  readonly atMs: number
  /** `system`, or who acted. */
  readonly by: string
  /** JSON; holds no content, and no words of people. */
  readonly body: Readonly<Record<string, unknown>>
  /** SHA-256 over the hash before it and all of the above: see core/hash-model-entry.ts. */
  readonly hash: string
  /** A person's reason. It stands beside the chain, so that an erasure can take out whom it names. */
  readonly why?: string
}

/** What an entry of the chain is. A `move` names the entries that it rests on. */
export const EVIDENCE_KINDS = [
  ...(['trained', 'evaluation', 'gates', 'checks', 'score-card', 'probation', 'canary'] as const),
  ...(['watch', 'drill', 'move', 'authority', 'asked', 'signed', 'taint'] as const),
] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]
