import type { PastAside } from '../backtest/past-aside.ts'
import type { Clock } from '../core/clock.ts'
import type { DecisionId } from '../core/id.ts'
import type { Engine } from '../engine/engine.ts'
import type { DecisionLog, RulesetLog } from '../engine/ports.ts'
import type { LabData } from '../lab/dataset/ports.ts'
import type { ProbationStore } from '../lab/probation/ports.ts'
import type { ModelStore } from '../lab/registry/ports.ts'
import type { ProtectionStore } from '../review/protection/ports.ts'
import type { QualityRows } from '../review/quality/ports.ts'
import type { ReportLog } from '../review/reports/ports.ts'
import type { HashBankStore } from '../signals/hash/banks/ports.ts'
import type { Access } from './access/access.ts'
import type { KeptAudit } from './audit/kept-audit.ts'
import type { KeptHashBanks } from './banks/kept-hash-banks.ts'
import type { KeptDelivery } from './delivery/keep-delivery.ts'
import type { Following } from './effects/following.ts'
import type { KeptEnforcements } from './enforcement/kept-enforcements.ts'
import type { KeptErasures } from './erasure/kept-erasures.ts'
import type { ParseAside } from './json/parse-aside.ts'
import type { ShapeReader } from './json/shape-reader.ts'
import type { Keyring } from './keyring.ts'
import type { KeptServing } from './lab/kept-serving.ts'
import type { LabelPool } from './lab/label/ports.ts'
import type { KeptRuns } from './lab/runs/kept-runs.ts'
import type { LabFiles } from './lab/runs/lab-files.ts'
import type { KeptLabels } from './labels/kept-labels.ts'
import type { KeptLive } from './live/kept-live.ts'
import type { RollUps } from './live/ports.ts'
import type { Measures } from './measures.ts'
import type { KeptMedia } from './media/kept-media.ts'
import type { Pages } from './pages/read-pages.ts'
import type { QueryLog } from './past/ports.ts'
import type { StoreHealth } from './ports.ts'
import type { RecordedRulesets } from './recorded-ruleset.ts'
import type { KeptRetroacts } from './retroact/kept-retroacts.ts'
import type { KeptJobs } from './review/kept-jobs.ts'
import type { RuleHours } from './rules/ports.ts'
import type { RuleTally } from './rules/rule-tally.ts'
import type { Versions } from './versions/versions.ts'

/** A line of the log: no content, no ids of users. */
export type Log = (line: {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly [detail: string]: unknown
}) => void

/** What runs here, as an operator would name it. */
export interface About {
  readonly version: string
  /** Such as `embedded Postgres`. */
  readonly store: string
  readonly postgres: string
  readonly startedMs: number
}

/** Everything that the routes stand on. */
export interface ServerParts {
  readonly about: About
  readonly engine: Engine
  readonly versions: Versions
  /** What an operator should know, such as a pack on disk that does not check. */
  readonly notes: () => readonly string[]
  /** Parses a large body where no request waits for it; undefined: here. */
  readonly parseAside: ParseAside | undefined
  /** Reads events as they come over the wire. */
  readonly events: ShapeReader
  readonly decisions: DecisionLog
  readonly labels: KeptLabels
  readonly enforcements: KeptEnforcements
  readonly retroacts: KeptRetroacts
  readonly queries: QueryLog
  readonly delivery: KeptDelivery
  readonly following: Pick<Following, 'aside' | 'look' | 'retry' | 'wake'>
  readonly reports: ReportLog
  /** Whether an entity bears a label at a time. */
  readonly hasLabel: (entity: string, label: string, atMs: number) => boolean
  /** Makes ids that rise, for all that is made here. */
  readonly ids: (nowMs: number) => DecisionId
  readonly jobs: KeptJobs
  /** Tasks and datasets of the lab. */
  readonly labData: LabData
  /** The registry of models; what is changed through it holds in this process at once. */
  readonly models: ModelStore
  /** What models are proved by on live traffic. */
  readonly probation: ProbationStore
  /** Events from which it is drawn what is to be labelled. */
  readonly labelPool: LabelPool
  /** The models of the lab as they serve in this process. */
  readonly serving: KeptServing
  /** Banks of known hashes as this process has them, and as they are kept. */
  readonly banks: KeptHashBanks
  readonly hashBanks: HashBankStore
  /** Runs of the lab. */
  readonly runs: KeptRuns
  /** Model files that were uploaded; undefined: none are kept here. */
  readonly labFiles: LabFiles | undefined
  /** How reviewers are spared what they need not see. */
  readonly protection: ProtectionStore
  /** Looks into the past; undefined where there is no history. */
  readonly past: PastAside | undefined
  readonly rulesets: RulesetLog
  readonly recorded: RecordedRulesets
  readonly keyring: Keyring
  readonly audit: KeptAudit
  /** To be awaited before content of S0, or content in bulk, is shown: see `KeptAudit.sight`. */
  readonly noteSight: KeptAudit['sight']
  readonly erasures: KeptErasures
  readonly access: Access
  /** The console; undefined: it was not built. */
  readonly pages: Pages | undefined
  readonly measures: Measures
  readonly tally: RuleTally
  readonly ruleHours: RuleHours
  readonly rollUps: RollUps
  readonly live: KeptLive
  /** Files that events name; undefined: none are kept here. */
  readonly media: KeptMedia | undefined
  /** How many streams of what happens now each key or person has open. */
  readonly streams: Map<string, number>
  /** What people judged. */
  readonly quality: QualityRows
  readonly clock: Clock
  readonly log: Log
  readonly health: () => StoreHealth
  /** Aborted when the service is to stop: streams end after the lines they have taken. */
  readonly stopping: AbortSignal
}
