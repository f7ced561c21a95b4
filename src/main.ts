import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAside } from './api/json/parse-aside.ts'
import { learnAside } from './api/lab/runs/learn-aside.ts'
import type { LabIdentity } from './api/lab/runs/open-runs.ts'
import type { Log } from './api/parts.ts'
import { CannotStart, type RunningService, type StartOptions } from './api/running-service.ts'
import { matchesAside } from './backtest/matches-aside.ts'
import { pastAside } from './backtest/past-aside.ts'
import type { CliAdapters } from './cli/adapters.ts'
import { outputTo } from './cli/output.ts'
import { runCli } from './cli/run-cli.ts'
import { systemClock } from './core/clock.ts'
import { decisionIds } from './core/id.ts'
import { type AllowList, readAllowList } from './enforcement/delivery/allow-list.ts'
import type { HistoryExport } from './history/export-aside.ts'
import type { LiveTypes } from './history/export-messages.ts'
import { inThreads } from './lab/train/onnx-host.ts'
import { languageFolders } from './signals/image/read/language-data.ts'
import { createLooker } from './signals/media/create-looker.ts'
import { type CountingHost, createModelHost } from './signals/models/create-model-host.ts'
import { onnxRuntime } from './signals/models/onnx/onnx-runtime.ts'
import { compileBanks } from './signals/text/compile-banks.ts'
import { banksAside } from './signals/text/compile-banks-aside.ts'
import { normalise } from './signals/text/normalise.ts'
import { readTermList } from './signals/text/read-term-list.ts'

// The composition root: the only file that reads the environment and names adapters.

/** A variable of the environment; an empty one is one that is not set. */
function setting(name: string): string | undefined {
  return process.env[name] || undefined
}

// The build puts this module into dist/, one below the package's folder, as src/ is.
const root = fileURLToPath(new URL('..', import.meta.url))
const starterPack = join(root, 'starter')

/** Most MB of one file, and GB of all. */
const MEDIA_MB = 32
const MEDIA_GB = 50

const MEASURES = {
  stopwatch: () => performance.now(),
  cpuMs() {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
}

const adapters: CliAdapters = {
  version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
  settings: {
    url: setting('HAECHI_URL'),
    key: setting('HAECHI_KEY'),
    port: setting('HAECHI_PORT'),
    host: setting('HAECHI_HOST'),
    dataDir: setting('HAECHI_DATA_DIR'),
    pack: setting('HAECHI_PACK'),
    databaseUrl: setting('HAECHI_DATABASE_URL') ?? setting('DATABASE_URL'),
    adminKey: setting('HAECHI_ADMIN_KEY'),
    configDir: setting('XDG_CONFIG_HOME') ?? join(homedir(), '.config'),
    noColor: setting('NO_COLOR') !== undefined,
    path: setting('PATH'),
    tessdata: [setting('HAECHI_TESSDATA'), setting('TESSDATA_PREFIX')],
  },
  stdin: process.stdin,
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  clock: systemClock,
  ids: decisionIds(),
  fetch: (input, init) => fetch(input, init),
  cwd: process.cwd(),
  starterPack,
  terms: {
    readTermList,
    findTerms(pack, name, text) {
      const bank = pack.banks.get(name)
      return bank ? compileBanks([bank]).matcher.scan(normalise(text)) : []
    },
  },
  past: {
    // The database that reads the history takes a while to load, and few commands need it.
    backtest: async (run, asked) =>
      (await import('./backtest/run-backtest.ts')).runBacktest(
        { ...run, ...MEASURES, worker: new URL('./backtest/parallel/replay.worker.js', import.meta.url) },
        asked,
      ),
    compare: async (dir, asked) => (await import('./backtest/compare-packs.ts')).comparePacks(dir, asked),
    explain: async (subject) => (await import('./backtest/run-backtest.ts')).explainBacktest(subject),
    investigate: async (run, asked) =>
      (await import('./backtest/investigate/run-investigation.ts')).runInvestigation(
        { ...run, ...MEASURES },
        asked,
      ),
  },
  modelHost: (packDir) => modelHost(setting('HAECHI_MODELS'), packDir),
  async looker() {
    return createLooker({
      worker: new URL('./signals/media/look.worker.js', import.meta.url),
      threads: 1,
      languageFolders: await languageFolders(languageData(setting('HAECHI_DATA_DIR'))),
    })
  },
  startService,
  onInterrupt(stop) {
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    return () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    }
  },
}

/** Where the user may have put data for reading letters. */
function languageData(dataDir: string | undefined): (string | undefined)[] {
  const own = dataDir === undefined ? undefined : join(dataDir, 'tessdata')
  return [setting('HAECHI_TESSDATA'), setting('TESSDATA_PREFIX'), own]
}

/** What models that are asked elsewhere stand on; nothing is started before one is asked. */
function modelHost(storeDir: string | undefined, packDir: string): CountingHost {
  return createModelHost({
    stopwatch: () => performance.now(),
    fetch: (input, init) => fetch(input, init),
    secret: setting,
    onnx: onnxRuntime(new URL('./signals/models/onnx/serve-onnx.worker.js', import.meta.url)),
    storeDir,
    // Commands keep what they make beside other caches: they must not need a service's folder.
    modelsDir: storeDir ?? join(setting('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'haechi/models'),
    packDir,
  })
}

/** Loaded only by `haechi start`: the other commands need neither server nor database. */
async function startService(options: StartOptions): Promise<RunningService> {
  const [{ pino }, { openStore }, { CannotOpen }, { readAccessOptions }, api] = await Promise.all([
    import('pino'),
    import('./store/open-store.ts'),
    import('./store/cannot-open.ts'),
    import('./api/access/read-access-options.ts'),
    import('./api/start-service.ts'),
  ])
  const logger = pino({ base: null }, pino.destination({ fd: 2, sync: true }))
  const log = ({ level, message, ...rest }: { level: 'info' | 'warn' | 'error'; message: string }) =>
    logger[level](rest, message)
  const { databaseUrl, dataDir, host, port, adminKey } = options
  const rateText = setting('HAECHI_RATE')
  const rate = rateText === undefined ? undefined : Number(rateText)
  if (rate !== undefined && !(rate > 0))
    throw new CannotStart(
      'HAECHI_RATE is not a rate; set the events a second that a key may send, such as 1000.',
    )
  const allow = webhookAllow(setting('HAECHI_WEBHOOK_ALLOW'))
  const history = setting('HAECHI_HISTORY') ?? 'on'
  if (history !== 'on' && history !== 'off')
    throw new CannotStart('HAECHI_HISTORY is neither on nor off; set one of them, or leave it out (on).')
  const historyDir = join(dataDir, 'history')
  if (history === 'off' && existsSync(join(historyDir, 'catalog.json')))
    log({
      level: 'warn',
      message: `The history in ${historyDir} is neither added to nor thinned out with HAECHI_HISTORY=off: it holds what players wrote. Delete the folder when it is not needed.`,
    })
  let connection: unknown
  const models = modelHost(setting('HAECHI_MODELS') ?? join(dataDir, 'models'), options.pack ?? starterPack)
  const memory = setting('HAECHI_LAB_MEMORY')
  if (memory !== undefined && !(Number(memory) >= 256))
    throw new CannotStart(
      'HAECHI_LAB_MEMORY is no number of MB from 256 on; set such as 4096, or leave it out (2048).',
    )
  const fileMb = Number(setting('HAECHI_MEDIA_MB') ?? MEDIA_MB)
  const keptGb = Number(setting('HAECHI_MEDIA_GB') ?? MEDIA_GB)
  if (!(fileMb >= 1 && fileMb <= 256))
    throw new CannotStart(
      `HAECHI_MEDIA_MB is no number of MB from 1 to 256; set the most that a file may have, or leave it out (${MEDIA_MB}).`,
    )
  if (!(keptGb > 0))
    throw new CannotStart(
      `HAECHI_MEDIA_GB is no number of GB; set the most that all files may come to, or leave it out (${MEDIA_GB}).`,
    )
  const identity = JSON.parse(readFileSync(join(root, 'dist/lab-identity.json'), 'utf8')) as LabIdentity
  const aside = banksAside(new URL('./signals/text/compile-banks.worker.js', import.meta.url))
  const service = await api.startService(
    {
      port,
      host,
      adminKey,
      packDir: options.pack ?? starterPack,
      watch: options.watch,
      webhooks: { allow },
      ...(rate === undefined ? {} : { ratePerSecond: rate }),
    },
    {
      openStore: () =>
        openStore(
          databaseUrl === undefined ? { dataDir } : { databaseUrl, snapshotDir: join(dataDir, 'counters') },
          { log },
        ).then(
          (store) => {
            connection = store.connection
            return store
          },
          (fault: unknown) => {
            throw fault instanceof CannotOpen ? new CannotStart(fault.message, { cause: fault }) : fault
          },
        ),
      storeName: databaseUrl === undefined ? `embedded Postgres in ${dataDir}` : 'Postgres at DATABASE_URL',
      about: {
        version: adapters.version,
        store: databaseUrl === undefined ? 'embedded Postgres' : 'Postgres',
      },
      load: { prepareBanks: (banks) => aside.compile(banks), models },
      modelTallies: models.tallies,
      serving: {
        ...{ serving: models.serving, stopwatch: () => performance.now() },
        scorers: models.onnx === undefined ? {} : inThreads(models.onnx),
      },
      hashBanks: {
        dir: join(dataDir, 'banks'),
        indexWorker: new URL('./signals/hash/hash-index.worker.js', import.meta.url),
      },
      media: {
        looker: createLooker({
          worker: new URL('./signals/media/look.worker.js', import.meta.url),
          path: setting('PATH'),
          languageFolders: await languageFolders([
            ...[setting('HAECHI_TESSDATA'), setting('TESSDATA_PREFIX'), join(dataDir, 'tessdata')],
          ]),
        }),
        limits: {
          fileBytes: fileMb * 1024 ** 2,
          quota: { unnamed: 1024 ** 3, whole: keptGb * 1024 ** 3 },
        },
      },
      parseAside: parseAside(new URL('./api/json/parse-strict.worker.js', import.meta.url)),
      matches: matchesAside(new URL('./backtest/find-matches.worker.js', import.meta.url), historyDir),
      lab: {
        learn: learnAside(
          new URL('./lab/run/learn.worker.js', import.meta.url),
          memory === undefined ? {} : { heapMb: Number(memory) },
        ),
        filesDir: setting('HAECHI_MODELS') ?? join(dataDir, 'models'),
        ...identity,
      },
      past: pastAside(new URL('./backtest/past.worker.js', import.meta.url), historyDir),
      ...(history === 'off'
        ? {}
        : { exportHistory: (live) => exportHistory({ dir: historyDir, connection, log }, live) }),
      access: readAccessOptions(setting),
      pagesDir: join(root, 'dist/console'),
      clock: systemClock,
      random: (bytes) => void crypto.getRandomValues(bytes),
      log,
      say: (text) => {
        if (!options.quiet) process.stdout.write(text)
      },
    },
  )
  stopOnSignals(service)
  return service
}

/** The hosts that webhooks may go to although they are private. */
function webhookAllow(text: string | undefined): AllowList {
  try {
    return readAllowList(text ?? '')
  } catch (fault) {
    throw new CannotStart(`HAECHI_WEBHOOK_ALLOW cannot be read: ${(fault as Error).message}.`)
  }
}

/** Starts the export of the history, unless another Haechi that shares the folder does it already. */
async function exportHistory(
  { dir, connection, log }: { dir: string; connection: unknown; log: Log },
  live: LiveTypes,
): Promise<HistoryExport | undefined> {
  const [{ exportAside }, { describeExportFault }, { lockDataDir }, { CannotOpen }] = await Promise.all([
    import('./history/export-aside.ts'),
    import('./history/describe-export-fault.ts'),
    import('./store/embedded/data-dir-lock.ts'),
    import('./store/cannot-open.ts'),
  ])
  let unlock: () => void
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    unlock = await lockDataDir(dir)
  } catch (fault) {
    const why = fault instanceof CannotOpen ? `another process does, in ${dir}.` : describeExportFault(fault)
    log({ level: 'warn', message: `This process exports no history: ${why}` })
    return undefined
  }
  const worker = new URL('./export-history.worker.js', import.meta.url)
  const tell = (level: 'info' | 'warn', message: string) => log({ level, message })
  const started = exportAside({ worker, dir, connection, tell }, live)
  return {
    ...started,
    async stop() {
      await started.stop()
      unlock()
    },
  }
}

/** npm hands a terminal's Ctrl-C on as a second signal at once; only a later one is a person losing patience. */
const SAME_SIGNAL_MS = 1000

function stopOnSignals(service: RunningService): void {
  let firstAt: number | undefined
  function stop(): void {
    const now = performance.now()
    if (firstAt === undefined) {
      firstAt = now
      void service.stop()
    } else if (now - firstAt > SAME_SIGNAL_MS) {
      process.exit(130)
    }
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

// Output was awaited by whoever wrote it, so that nothing is cut off here.
process.exit(await runCli(adapters, process.argv.slice(2)))
