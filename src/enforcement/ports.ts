import type { EffectParams, RetroactId } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { AnnotationId, AppealId, EnforcementId, StatementId, StrikeId } from '../core/ids.ts'
import type { Severity } from '../core/severity.ts'

/** A sum of strikes' weights that leads to an enforcement. */
export interface Threshold {
  readonly at: number
  readonly withinMs: number
  /** Undefined: strikes of all families count. */
  readonly families: readonly string[] | undefined
}

/** Who or what asked: a rule, a person, or a sum of strikes. */
export interface Origin {
  readonly decision: DecisionId | undefined
  /** `id@version` */
  readonly policy: string
  readonly rule: string | undefined
  readonly annotation: AnnotationId | undefined
  /** A person's id, or the key by which somebody asked. */
  readonly by: string | undefined
  readonly retroact: RetroactId | undefined
}

/** Why an enforcement is in force. Times in ms since the epoch. */
export interface Cause extends Origin {
  /** 32 hexadecimal digits. */
  readonly id: string
  readonly kind: 'rule' | 'person' | 'threshold'
  readonly reason: string | undefined
  /** The strike that crossed the threshold. */
  readonly strike: StrikeId | undefined
  readonly threshold: Threshold | undefined
  readonly statement: StatementId | undefined
  readonly atMs: number
  /** Undefined: without an end. */
  readonly untilMs: number | undefined
  /** Undefined: it stands. */
  reversedMs: number | undefined
}

export type EnforcementState = 'applied' | 'reversed' | 'expired'

/** An effect with force on a target; what changes in the course of time is not readonly. */
export interface EnforcementRecord {
  readonly id: EnforcementId
  readonly target: EntityRef
  /** Whom it hits; undefined: nobody that we know of. */
  readonly account: EntityRef | undefined
  readonly world: string | undefined
  readonly name: string
  readonly params: EffectParams
  readonly reversible: boolean
  readonly fromMs: number
  state: EnforcementState
  /** The latest message about it is the one with this number among those of its target. */
  sequence: number
  untilMs: number | undefined
  endedMs: number | undefined
  readonly causes: Cause[]
}

/** A weighted penalty on an account. */
export interface StrikeRecord extends Origin {
  readonly id: StrikeId
  readonly account: EntityRef
  readonly world: string | undefined
  /** The item that was judged, when it has a name of its own. */
  readonly item: EntityRef | undefined
  readonly family: string
  readonly weight: number
  /** When the violation happened. */
  readonly atMs: number
  /** When it came to count. */
  readonly takenMs: number
  readonly expiresMs: number
  reversedMs: number | undefined
}

/** `[start, end)` in UTF-16 units of the content. */
export type Spans = readonly (readonly [number, number])[]

export type StatementKind = 'enforcement' | 'notice' | 'correction' | 'appeal'

/** What an affected user is told. Holds neither content nor personal data but the account that it is for. */
export interface Statement {
  readonly id: StatementId
  readonly account: EntityRef
  readonly kind: StatementKind
  readonly decision: DecisionId | undefined
  readonly enforcement: EnforcementId | undefined
  readonly appeal: AppealId | undefined
  readonly world: string | undefined
  readonly policy: string
  readonly atMs: number
  /** Undefined: it cannot be appealed. */
  readonly appealUntilMs: number | undefined
  readonly body: StatementBody
}

/** What was said: in words, by language, and as data from which reports can be made. Times are ISO strings. */
export interface StatementBody {
  readonly texts: Readonly<Record<string, string>>
  /** What was done; not there on corrections. */
  readonly measure?: {
    readonly enforcement?: string
    readonly verdict?: string
    readonly from: string
    readonly until: string | null
  }
  readonly event?: {
    readonly id?: string
    readonly type: string
    readonly time?: string
    readonly field?: string
    readonly spans: Spans
  }
  readonly automatedDetection?: boolean
  readonly automatedDecision?: 'fully' | 'partially' | 'not'
  readonly source?: 'own-initiative' | 'report'
  /** The statements that it corrects, or that were appealed. */
  readonly about?: readonly StatementId[]
  readonly outcome?: 'upheld' | 'overturned' | 'reversed'
  /** The fields of the EU's transparency database, without those that only an export knows. */
  readonly dsa?: Readonly<Record<string, string | readonly string[]>>
}

export interface AppealRecord {
  readonly id: AppealId
  readonly account: EntityRef
  readonly statement: StatementId
  readonly decision: DecisionId | undefined
  readonly enforcement: EnforcementId | undefined
  readonly world: string | undefined
  readonly policy: string
  readonly severity: Severity
  /** The player's own words; undefined: erased. */
  readonly text: string | undefined
  readonly atMs: number
  readonly state: 'open' | 'upheld' | 'overturned'
  readonly decidedMs: number | undefined
  readonly annotation: AnnotationId | undefined
}
