import { join } from 'node:path'
import pg from 'pg'
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
import { type Clock, systemClock } from '../core/clock.ts'
import { decisionIds } from '../core/id.ts'
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
import { accessStore } from './access/access-store.ts'
import { credentialStore } from './access/credential-store.ts'
import { sessionStore } from './access/session-store.ts'
import { userStore } from './access/user-store.ts'
import { auditLog } from './audit/audit-log.ts'
import { available } from './available.ts'
import { BANKS_CHANNEL } from './banks/change-head.ts'
import { hashBankStore } from './banks/hash-bank-store.ts'
import { CannotOpen } from './cannot-open.ts'
import { CATALOGUE_CHANNEL, catalogueStore } from './catalogue/catalogue-store.ts'
import { checkServer, type ServerFacts } from './check-server.ts'
import { type Connection, connectionPool } from './connect.ts'
import { counterSnapshots, NO_SNAPSHOTS } from './counter-snapshots.ts'
import { databaseIdOf } from './database-id.ts'
import { decisionLog } from './decision-log.ts'
import { deliveryStore } from './delivery/delivery-store.ts'
import { queueMessages } from './delivery/queue-messages.ts'
import { effectFollower } from './effects/effect-follower.ts'
import { ensureOutbox } from './effects/ensure-outbox.ts'
import { writeLater } from './effects/write-later.ts'
import { startEmbedded } from './embedded/start-embedded.ts'
import { decideAppeals } from './enforcement/decide-appeals.ts'
import { enforcementLog } from './enforcement/enforcement-log.ts'
import { erasures } from './erasure/erasures.ts'
import type { GroupCommitOptions } from './group-commit.ts'
import { healthWatch } from './health-watch.ts'
import { holds } from './holds/holds.ts'
import { keyStore } from './key-store.ts'
import { labData } from './lab/lab-data.ts'
import { labRunStore } from './lab/lab-run-store.ts'
import { labelPool } from './lab/label-pool.ts'
import { modelStore } from './lab/model-store.ts'
import { probationStore } from './lab/probation-store.ts'
import { labelLog } from './label-log.ts'
import { listenTo } from './listen-to.ts'
import type { Log } from './log.ts'
import { lookOut } from './look-out.ts'
import { mediaStore } from './media/media-store.ts'
import { migrate } from './migrate.ts'
import { openNames } from './names.ts'
import { partitionKeeper } from './partition-keeper.ts'
import { pastEvents } from './past-events.ts'
import { protectionStore } from './protection/protection-store.ts'
import { queryLog } from './query-log.ts'
import type { SaidLengths } from './retention/kept-for.ts'
import { applyRetention, type RetentionReport } from './retention.ts'
import { retroactLog } from './retroact-log.ts'
import { closeReports } from './review/close-reports.ts'
import { jobStore } from './review/job-store.ts'
import { openJobs } from './review/open-jobs.ts'
import { qualityRows } from './review/quality-rows.ts'
import { queueWatch } from './review/queue-watch.ts'
import { reportLog } from './review/report-log.ts'
import { rollUps } from './roll-ups.ts'
import { ruleHours } from './rule-hours.ts'
import { rulesetLog } from './ruleset-log.ts'
import { describeFault } from './sql-state.ts'
import { versionLog } from './version-log.ts'

export type StoreOptions = ({ readonly dataDir: string } | { readonly databaseUrl: string }) & {
  /** Folder of the counters' snapshots; default: `counters` in the data directory, and none without one. */
  readonly snapshotDir?: string
  readonly commit?: GroupCommitOptions
  /** How often retention is applied, in ms. */
  readonly retentionEveryMs?: number
}

export interface StoreDeps {
  readonly log: Log
  readonly clock?: Clock
}

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

const RETENTION_EVERY_MS = 3_600_000
const DRAIN_MS = 15_000

/** Opens the store, makes or brings up to date what is needed. Throws `CannotOpen` with a sentence for the operator. */
export async function openStore(options: StoreOptions, deps: StoreDeps): Promise<Store> {
  const embedded = 'dataDir' in options ? await startEmbedded(options.dataDir, deps.log) : undefined
  const connection: Connection =
    'dataDir' in options ? embedded!.connection : { connectionString: options.databaseUrl }
  try {
    const postgresVersion = await prepareDatabase(connection, deps.log)
    return await joinParts(options, deps, connection, {
      postgresVersion,
      serverPid: () => embedded?.pid(),
      hasRoom: () => embedded?.hasRoom() ?? true,
      stop: async () => embedded?.stop(),
    })
  } catch (fault) {
    await embedded?.stop()
    throw fault
  }
}

interface Server {
  readonly postgresVersion: string
  serverPid(): number | undefined
  hasRoom(): boolean
  stop(): Promise<void>
}

async function joinParts(
  options: StoreOptions,
  deps: StoreDeps,
  connection: Connection,
  server: Server,
): Promise<Store> {
  const { log, clock = systemClock } = deps
  const health = healthWatch({
    clock,
    log,
    probe: () => readers.query('select 1'),
    hasRoom: server.hasRoom,
  })
  const lost = (fault: Error) => {
    if (!closing) health.gone(describeFault(fault))
  }
  let closing: Promise<void> | undefined
  const writers = connectionPool(connection, { max: 2, lost })
  const readers = connectionPool(connection, { max: 4, lost })
  const delivery = deliveryStore({ connection, readers, health, lost })
  // Its transactions are longer than anybody should wait for who reads.
  const workers = connectionPool(connection, { max: 2, lost })
  // Nothing live waits for what is learnt.
  const labs = connectionPool(connection, { max: 2, lost })
  // Reviewers wait for each other, and nobody else for them. To plan a statement anew each time costs as much as to run it.
  const settings = 'set plan_cache_mode to force_generic_plan'
  const judges = connectionPool(connection, { max: 6, lost, settings })
  // A file of 32 MiB is read for a while.
  const files = connectionPool(connection, { max: 2, lost })
  const databaseId = await databaseIdOf(readers)
  const snapshotDir =
    options.snapshotDir ?? ('dataDir' in options ? join(options.dataDir, 'counters') : undefined)
  const names = await openNames(readers)
  const partitions = await partitionKeeper(readers)
  const decisions = decisionLog({ pool: writers, readers, names, partitions, health, log }, options.commit)
  const ledger = { ids: decisionIds(), queueMessages }
  let said: SaidLengths = {}
  const retain = (nowMs: number) => applyRetention({ pool: readers, partitions, said }, nowMs)
  const tick = () =>
    retain(clock.now()).then(
      ({ dropped }) => {
        if (dropped.length > 0)
          log({
            level: 'info',
            message: `Retention dropped ${dropped.length} partitions: ${dropped.join(', ')}.`,
          })
      },
      (fault: unknown) => {
        if (!closing)
          log({ level: 'warn', message: `Retention could not be applied (${describeFault(fault)}).` })
      },
    )
  const timer = setInterval(tick, options.retentionEveryMs ?? RETENTION_EVERY_MS).unref()
  const soon = setTimeout(tick, 5000).unref()

  async function close(): Promise<void> {
    clearInterval(timer)
    clearTimeout(soon)
    await Promise.race([decisions.drained(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())])
    health.close()
    await Promise.all([writers, readers, workers, labs, judges, files, delivery].map((pool) => pool.end()))
    await server.stop()
  }

  return {
    decisions,
    rulesets: rulesetLog(readers, health),
    versions: versionLog(readers, health),
    ruleHours: ruleHours(readers, health),
    rollUps: rollUps(readers, health),
    labels: labelLog(readers, health),
    retroacts: retroactLog(readers, health, partitions),
    queries: queryLog(readers, health),
    labRuns: labRunStore(labs, health),
    labelPool: labelPool(labs, health),
    media: mediaStore(files, health),
    delivery,
    quality: qualityRows({ pool: readers, names, health }),
    jobs: jobStore(
      {
        ...{ pool: judges, lookers: workers, partitions },
        putOff: (fault) =>
          log({ level: 'error', message: `A judged job could not be settled (${fault}); it is put off.` }),
        effects: {
          ...{ ensureOutbox, writeLater, decideAppeals },
          closeReports: (client, judged, nowMs) => closeReports(client, judged, nowMs, queueMessages),
          ensureOutbox,
          writeLater,
          decideAppeals,
        },
      },
      health,
    ),
    protection: protectionStore(judges, health),
    models: modelStore(readers, health),
    probation: probationStore({ pool: labs, names, partitions, health }),
    listenModels: (heard) => listenTo('haechi_models', connection, heard),
    hashBanks: hashBankStore({ pool: labs, partitions, health }),
    listenBanks: (heard) => listenTo(BANKS_CHANNEL, connection, heard),
    labData: labData({ pool: labs, names, partitions, health }),
    catalogue: catalogueStore(labs, health),
    listenCatalogue: (heard) => listenTo(CATALOGUE_CHANNEL, connection, heard),
    keys: keyStore(readers, health),
    audit: auditLog(readers, health),
    erasures: erasures(workers, health),
    holds: holds(readers, health),
    users: userStore(readers, health),
    credentials: credentialStore(readers, health),
    sessions: sessionStore(readers, health),
    access: accessStore(readers, health),
    effects: effectFollower({ pool: workers, names, health, ledger, partitions }),
    enforcements: enforcementLog(workers, health, { ...ledger, names, openJobs }),
    reports: reportLog(readers, health),
    queues: queueWatch(workers, health, queueMessages),
    lookout: lookOut(readers, health),
    past: pastEvents(readers, health),
    snapshots: snapshotDir === undefined ? NO_SNAPSHOTS : counterSnapshots(snapshotDir, databaseId),
    databaseId,
    connection,
    health: () => health.current(),
    postgresVersion: server.postgresVersion,
    async counts() {
      const { rows } = await available(health, () =>
        readers.query<{ decisions: string }>(
          `select coalesce(sum(greatest(c.reltuples, s.n_live_tup, 0)), 0)::int8 as decisions
         from pg_class c join pg_stat_user_tables s on s.relid = c.oid
         where s.schemaname = 'haechi' and c.relname ~ '^decisions_k'  and c.relkind = 'r'`,
        ),
      )
      return { decisions: Number(rows[0]!.decisions) }
    },
    serverPid: server.serverPid,
    retain,
    keepFor(lengths) {
      said = lengths
    },
    close() {
      closing ??= close()
      return closing
    },
  }
}

/** Checks the server and migrates. Returns the server's version. */
async function prepareDatabase(connection: Connection, log: Log): Promise<string> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000, application_name: 'haechi' })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (fault) {
    throw new CannotOpen(
      `Postgres cannot be reached (${describeFault(fault)}). Check DATABASE_URL: host, port, user, password and database.`,
    )
  }
  try {
    const { rows } = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
         current_setting('server_encoding') as encoding, current_setting('fsync') as fsync`,
    )
    for (const message of checkServer(rows[0]!)) log({ level: 'warn', message })
    const applied = await migrate(client)
    if (applied.length > 0) log({ level: 'info', message: `Applied migrations ${applied.join(', ')}.` })
    return rows[0]!.version.split(' ')[0]!
  } finally {
    await client.end()
  }
}
