import type { Effect, LaterEffect } from '../../core/effect.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { AnnotationId, AppealId, EnforcementId, StatementId, StrikeId } from '../../core/ids.ts'
import type { Verdict } from '../../core/verdict.ts'
import type {
  AppealRecord,
  Cause,
  EnforcementRecord,
  Spans,
  Statement,
  StatementKind,
  StrikeRecord,
} from '../ports.ts'

/** What is known of a decision, as far as a statement of reasons says it. */
export interface DecisionFacts {
  readonly eventMs: number
  readonly reasons: readonly { readonly rule: string; readonly policy: string; readonly spans: Spans }[]
}

/** What is known of a person's judgement. */
export interface AnnotationFacts {
  readonly kind: string
  readonly reported: boolean
  readonly trusted: boolean
  readonly spans: Spans
}

/** A statement as it stands, as far as corrections need it. */
export interface GivenStatement {
  readonly id: StatementId
  readonly account: EntityRef
  readonly decision: DecisionId | undefined
  readonly kind: StatementKind
  readonly policy: string
  readonly world: string | undefined
}

/** What the world is told, in the form in which messages are queued. */
export interface OutMessage {
  readonly type: string
  readonly target: string
  readonly key: string
  readonly data: unknown
  readonly notBeforeMs: number
}

/** An appeal that somebody has judged. */
export interface JudgedAppeal
  extends Pick<
    AppealRecord,
    'id' | 'account' | 'statement' | 'decision' | 'enforcement' | 'world' | 'policy'
  > {
  readonly outcome: 'upheld' | 'overturned'
}

/** Everything that is known of some subjects, loaded under their locks; whoever works with it changes it in place. */
export interface LedgerState {
  /** The last sequence number of each subject. */
  readonly sequences: Map<EntityRef, number>
  /** Those in force, and those with a cause that is to be taken back. */
  readonly enforcements: EnforcementRecord[]
  /** Those not reversed that may still count for something. */
  readonly strikes: StrikeRecord[]
  readonly statements: readonly GivenStatement[]
  readonly decisions: ReadonlyMap<DecisionId, DecisionFacts>
  readonly annotations: ReadonlyMap<AnnotationId, AnnotationFacts>
}

/** What came of it, to be written in the same transaction. */
export interface LedgerChanges {
  /** Of all subjects: their rows are written even when no number changed, so that two changes cannot miss each other. */
  readonly sequences: ReadonlyMap<EntityRef, number>
  readonly enforcements: readonly EnforcementRecord[]
  readonly causes: readonly { readonly enforcement: EnforcementId; readonly cause: Cause }[]
  readonly strikes: readonly StrikeRecord[]
  readonly statements: readonly Statement[]
  readonly messages: readonly OutMessage[]
  /** Decisions taken back whole, the labels that they set too. */
  readonly reversed: readonly {
    readonly decision: DecisionId
    readonly appeal: AppealId | undefined
    readonly why: string
  }[]
}

/** What a piece of work needs to know of. */
export interface Wanted {
  readonly subjects: Iterable<EntityRef>
  /** Facts of these are read for statements. */
  readonly decisions?: Iterable<DecisionId>
  readonly annotations?: Iterable<AnnotationId>
  /** Everything that these led to is loaded, and locked, too. */
  readonly reversing?: Iterable<DecisionId>
  /** These, and what they are on. */
  readonly enforcements?: Iterable<EnforcementId>
  readonly strikes?: Iterable<StrikeId>
}

/** Works on what was loaded, and says what came of it. */
export type LedgerWork = (state: LedgerState) => LedgerChanges

/** What happened, as far as it is known where an effect is carried out. */
export interface Situation {
  readonly decision: DecisionId
  readonly type: string
  readonly world: string
  readonly verdict: Verdict
  readonly receivedMs: number
  readonly eventId: string | undefined
  readonly session: EntityRef | undefined
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
}

/** One effect out of the outbox. */
export interface OutboxEffect extends Situation {
  readonly effect: Effect | LaterEffect
}
