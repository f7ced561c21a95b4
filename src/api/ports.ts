import type { KeyScope } from '../access/capability.ts'
import type {
  AccessStore,
  AuditLog,
  CredentialStore,
  Erasures,
  Holds,
  SessionStore,
  UserStore,
} from '../access/ports.ts'
import type { UserId } from '../core/ids.ts'
import type { DeliveryStore } from '../enforcement/delivery/ports.ts'
import type { EnforcementLog } from '../enforcement/log/ports.ts'
import type { CounterSnapshots, DecisionLog, PastEvents, RulesetLog } from '../engine/ports.ts'
import type { LabData } from '../lab/dataset/ports.ts'
import type { ProbationStore } from '../lab/probation/ports.ts'
import type { ModelStore } from '../lab/registry/ports.ts'
import type { JobStore } from '../review/jobs/ports.ts'
import type { ProtectionStore } from '../review/protection/ports.ts'
import type { QualityRows } from '../review/quality/ports.ts'
import type { QueueWatch, ReportLog } from '../review/reports/ports.ts'
import type { HashBankStore } from '../signals/hash/banks/ports.ts'
import type { CatalogueStore } from '../signals/media/copies/ports.ts'
import type { EffectFollower } from './effects/ports.ts'
import type { LabelPool } from './lab/label/ports.ts'
import type { LabRunStore } from './lab/runs/ports.ts'
import type { LabelLog } from './labels/ports.ts'
import type { RollUps } from './live/ports.ts'
import type { MediaStore } from './media/ports.ts'
import type { QueryLog } from './past/ports.ts'
import type { RetroactLog } from './retroact/ports.ts'
import type { RuleHours } from './rules/ports.ts'
import type { VersionLog } from './versions/ports.ts'

/** An API key as it is kept: its hash, never the key. */
export interface KeyRecord {
  readonly id: string
  readonly name: string
  /** SHA-256 of the whole key, 64 hexadecimal digits. */
  readonly hash: string
  readonly scopes: readonly KeyScope[]
  /** The worlds it may speak for; `null`: all. */
  readonly worlds: readonly string[] | null
  /** Requests a second, sustained; `null`: the service's default. */
  readonly ratePerSecond: number | null
  readonly createdAt: string
  readonly revokedAt: string | null
  /** For whom it speaks; null: for a machine. */
  readonly user: UserId | null
}

export interface KeyStore {
  all(): Promise<KeyRecord[]>
  add(record: KeyRecord): Promise<void>
  /** False when there is no such key or it was revoked before. */
  revoke(id: string, at: string): Promise<boolean>
  /** Lets a key that speaks for nobody speak for somebody. */
  give(id: string, user: UserId): Promise<void>
}

/**
 * What there may be to do: by this process or another on the same database. Texts and numbers are marks, which change
 * when what they stand for does; null: not asked for.
 */
export interface Seen {
  /** Effects in the outbox that were not carried out. */
  readonly effects: boolean
  readonly labels: boolean
  /** Judged jobs that cannot be undone any more. */
  readonly settling: boolean
  /** Jobs that were held too long. */
  readonly held: boolean
  /** Enforcements that are over, appeals that were decided. */
  readonly enforcements: boolean
  readonly erasures: boolean
  readonly deliveries: boolean
  /** Runs of the lab that wait for somebody to take them up. */
  readonly labRuns: boolean
  /** The latest. */
  readonly version: number | null
  /** The number of the latest entry of the models' chain. */
  readonly models: string | null
  /** The number of the latest change of a bank of hashes. */
  readonly banks: string | null
  /** Keys and people. */
  readonly access: string | null
}

/** Tells everybody at once. Rejects with `Unavailable`. */
export interface Lookout {
  /** `labelsSince`: a cursor's `xid`; `access`: whether keys and people are asked for. */
  look(asked: {
    readonly nowMs: number
    readonly labelsSince: string
    readonly access: boolean
  }): Promise<Seen>
}

/** Whether the store would take a decision just now, and in words why not. */
export type StoreHealth = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** Everything durable that the service stands on. */
export interface ServiceStore {
  readonly decisions: DecisionLog
  readonly rulesets: RulesetLog
  readonly past: PastEvents
  readonly snapshots: CounterSnapshots
  readonly versions: VersionLog
  readonly ruleHours: RuleHours
  readonly rollUps: RollUps
  readonly labels: LabelLog
  readonly retroacts: RetroactLog
  readonly queries: QueryLog
  readonly labData: LabData
  readonly labRuns: LabRunStore
  readonly labelPool: LabelPool
  readonly media: MediaStore
  readonly delivery: DeliveryStore
  readonly quality: QualityRows
  readonly jobs: JobStore
  readonly protection: ProtectionStore
  /** The registry of models. */
  readonly models: ModelStore
  /** What models are proved by on live traffic. */
  readonly probation: ProbationStore
  /** Calls `heard` whenever a process on the database has changed a model, and when it may have. */
  listenModels(heard: () => void): { stop(): Promise<void> }
  /** Items that were listed, by what copies are known by. */
  readonly catalogue: CatalogueStore
  /** Calls `heard` whenever the catalogue changed, by whatever process, and when it may have. */
  listenCatalogue(heard: () => void): { stop(): Promise<void> }
  /** Banks of known hashes. */
  readonly hashBanks: HashBankStore
  /** Calls `heard` whenever a process on the database has changed a bank, and when it may have. */
  listenBanks(heard: () => void): { stop(): Promise<void> }
  readonly keys: KeyStore
  readonly audit: AuditLog
  readonly erasures: Erasures
  readonly holds: Holds
  readonly users: UserStore
  readonly credentials: CredentialStore
  readonly sessions: SessionStore
  readonly access: AccessStore
  readonly effects: EffectFollower
  readonly enforcements: EnforcementLog
  readonly reports: ReportLog
  readonly queues: QueueWatch
  readonly lookout: Lookout
  /** The database's own name; another one after it was made anew. */
  readonly databaseId: string
  /** As the server tells it: `18.4`. */
  readonly postgresVersion: string
  /** How long the live pack keeps what is personal in reports, in ms. */
  keepFor(lengths: { readonly reports: number }): void
  /** Cheap and current. */
  health(): StoreHealth
  close(): Promise<void>
}
