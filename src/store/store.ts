import type {
  AccessStore,
  AuditLog,
  CredentialStore,
  Erasures,
  Holds,
  SessionStore,
  UserStore,
} from '../access/ports.ts'
import type { EffectFollower } from '../api/effects/ports.ts'
import type { LabelPool } from '../api/lab/label/ports.ts'
import type { LabRunStore } from '../api/lab/runs/ports.ts'
import type { LabelLog } from '../api/labels/ports.ts'
import type { RollUps } from '../api/live/ports.ts'
import type { MediaStore } from '../api/media/ports.ts'
import type { QueryLog } from '../api/past/ports.ts'
import type { KeyStore, Lookout, StoreHealth } from '../api/ports.ts'
import type { RetroactLog } from '../api/retroact/ports.ts'
import type { RuleHours } from '../api/rules/ports.ts'
import type { VersionLog } from '../api/versions/ports.ts'
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
import type { Connection } from './connect.ts'
import type { SaidLengths } from './retention/kept-for.ts'
import type { RetentionReport } from './retention.ts'

/** Everything durable that the service stands on, in Postgres. */
export interface Store {
  readonly decisions: DecisionLog
  readonly rulesets: RulesetLog
  readonly versions: VersionLog
  readonly ruleHours: RuleHours
  readonly rollUps: RollUps
  readonly labels: LabelLog
  readonly retroacts: RetroactLog
  readonly queries: QueryLog
  /** Tasks and datasets that models learn from. */
  readonly labData: LabData
  readonly labRuns: LabRunStore
  readonly labelPool: LabelPool
  /** Files that events name. */
  readonly media: MediaStore
  readonly delivery: DeliveryStore
  /** What people judged. */
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
  readonly past: PastEvents
  readonly snapshots: CounterSnapshots
  /** The database's own name; another one after it was made anew. */
  readonly databaseId: string
  /** How it is reached: plain data, for a thread with connections of its own. */
  readonly connection: Connection
  /** Cheap and current. */
  health(): StoreHealth
  /** As the server tells it: `18.4`. */
  readonly postgresVersion: string
  /** An estimate from the planner's statistics. */
  counts(): Promise<{ decisions: number }>
  /** Process id of the embedded server; undefined while it is down, and with a database of one's own. */
  serverPid(): number | undefined
  /** Drops what has reached its age at `nowMs`; also runs by itself. */
  retain(nowMs: number): Promise<RetentionReport>
  /** What the live pack says of how long things are kept. */
  keepFor(lengths: SaidLengths): void
  /** Finishes what is under way, then lets go of the database. */
  close(): Promise<void>
}
