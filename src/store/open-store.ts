import { join } from 'node:path'
import { type Clock, systemClock } from '../core/clock.ts'
import { decisionIds } from '../core/id.ts'
import { accessStore } from './access/access-store.ts'
import { credentialStore } from './access/credential-store.ts'
import { sessionStore } from './access/session-store.ts'
import { userStore } from './access/user-store.ts'
import { auditLog } from './audit/audit-log.ts'
import { available } from './available.ts'
import { BANKS_CHANNEL } from './banks/change-head.ts'
import { hashBankStore } from './banks/hash-bank-store.ts'
import { CATALOGUE_CHANNEL, catalogueStore } from './catalogue/catalogue-store.ts'
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
import { openNames } from './names.ts'
import { partitionKeeper } from './partition-keeper.ts'
import { pastEvents } from './past-events.ts'
import { prepareDatabase } from './prepare-database.ts'
import { protectionStore } from './protection/protection-store.ts'
import { queryLog } from './query-log.ts'
import type { SaidLengths } from './retention/kept-for.ts'
import { applyRetention } from './retention.ts'
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
import type { Store } from './store.ts'
import { versionLog } from './version-log.ts'

export type StoreOptions = ({ readonly dataDir: string } | { readonly databaseUrl: string }) & {
  /** Folder of the counters' snapshots; default: `counters` in the data directory, and none without one. */
  readonly snapshotDir?: string
  readonly commit?: GroupCommitOptions
  /** How often retention is applied, in ms, and first a few seconds after the start. Infinity: only when it is asked for. */
  readonly retentionEveryMs?: number
}

export interface StoreDeps {
  readonly log: Log
  readonly clock?: Clock
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
  const { retentionEveryMs = RETENTION_EVERY_MS } = options
  const appliesItself = retentionEveryMs !== Number.POSITIVE_INFINITY
  const timer = appliesItself ? setInterval(tick, retentionEveryMs).unref() : undefined
  const soon = appliesItself ? setTimeout(tick, 5000).unref() : undefined

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
