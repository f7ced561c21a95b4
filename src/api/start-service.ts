import type { AddressInfo } from 'node:net'
import { decisionIds, decisionTime } from '../core/id.ts'
import { createEngine } from '../engine/engine.ts'
import { createLabelState } from '../engine/label-state.ts'
import { createAccess } from './access/access.ts'
import { eldestAdmin, firstAdmin } from './access/first-admin.ts'
import { keepAudit } from './audit/keep-audit.ts'
import { banner } from './banner.ts'
import { cannotListen, checkPortIsFree } from './check-port.ts'
import { collectAtRest } from './collect-at-rest.ts'
import { describeFault } from './describe-fault.ts'
import { asideNotes } from './effects/aside-notes.ts'
import { wakeOnEffects } from './effects/wake-on-effects.ts'
import { keepErasures } from './erasure/keep-erasures.ts'
import { composeFiles } from './files/compose-files.ts'
import { firstKey } from './first-key.ts'
import { goRounds } from './go-rounds.ts'
import { createShapeReader } from './json/shape-reader.ts'
import { keepHistory } from './keep-history.ts'
import { keepMemory, restoreMemory, swapRuleset } from './keep-memory.ts'
import { keepRoad } from './keep-road.ts'
import { openKeyring } from './keyring.ts'
import { keepModels } from './lab/keep-models.ts'
import { labFiles } from './lab/runs/lab-files.ts'
import { openRuns } from './lab/runs/open-runs.ts'
import { keepLabels, loadLabels } from './labels/keep-labels.ts'
import { keepLive } from './live/keep-live.ts'
import { liveParts } from './live/live-parts.ts'
import { loadRuleset } from './load-ruleset.ts'
import { createMeasures } from './measures.ts'
import { readPages } from './pages/read-pages.ts'
import type { ServiceStore, StoreHealth } from './ports.ts'
import { recordedRulesets } from './recorded-ruleset.ts'
import { keepRetroacts } from './retroact/keep-retroacts.ts'
import type { RetroactMatches } from './retroact/plan-retroact.ts'
import { ruleTally } from './rules/rule-tally.ts'
import { CannotStart, type RunningService } from './running-service.ts'
import { createServer } from './server.ts'
import { SERVICE_DEFAULTS, type ServiceAdapters, type ServiceOptions } from './service-options.ts'
import { firstVersion } from './versions/first-version.ts'
import { keepVersions } from './versions/keep-versions.ts'
import { watchPack } from './watch-pack.ts'

/** What the rules did in so many ms is lost to the report when the process is killed. */
const TALLY_FLUSH_MS = 5000
const SHORTEST_ADMIN_KEY = 8

/** Starts the service: store, ruleset, keys, server. Throws CannotStart with the way out. */
export async function startService(
  options: ServiceOptions,
  adapters: ServiceAdapters,
): Promise<RunningService> {
  const { clock, log } = adapters
  const { adminKey } = options
  if (adminKey !== undefined && adminKey.length < SHORTEST_ADMIN_KEY)
    throw new CannotStart(
      `HAECHI_ADMIN_KEY has ${adminKey.length} characters; give it at least ${SHORTEST_ADMIN_KEY}, or leave it out and one is made.`,
    )
  await checkPortIsFree(options)
  // The database starts, in a process of its own, while the pack is read and compiled.
  const opening = adapters.openStore()
  opening.catch(() => {}) // awaited below
  const files = composeFiles({ store: opening, clock, log }, adapters)
  const load = files.reading(adapters.load ?? {})
  const loaded = await loadRuleset(options.packDir, load)
  const store = await opening
  try {
    return await startOn(store)
  } catch (fault) {
    await files.stop()
    await store.close()
    throw fault
  }

  async function startOn(store: ServiceStore): Promise<RunningService> {
    const first = await firstVersion({
      log: store.versions,
      rulesets: store.rulesets,
      clock,
      packDir: options.packDir,
      folder: loaded,
      watch: options.watch === true,
      load,
    })
    const { ruleset, warnings } = first
    const { past, snapshots } = store
    const state = createLabelState({ seed: seedOf(adapters.random) })
    const { cursor, lastMs } = await loadLabels({ log: store.labels, clock, tell: log }, state)
    const memory = await restoreMemory({ labels: state, snapshots, past, clock, log }, ruleset)
    const last = await past.last()
    const ids = decisionIds(
      adapters.random,
      Math.max(lastMs, last === undefined ? 0 : decisionTime(last)) + 1,
    )
    const engine = createEngine({ ruleset, clock, ids, memory, settles: true })
    const keyring = await openKeyring({
      store: store.keys,
      users: store.users,
      clock,
      random: adapters.random,
      defaultRatePerSecond: options.ratePerSecond ?? SERVICE_DEFAULTS.ratePerSecond,
    })
    const audit = keepAudit({ log: store.audit, clock, tell: log })
    const { ruleHours, rollUps } = store
    const tally = ruleTally(ruleHours)
    const measures = createMeasures(tally)
    measures.judgedBy(ruleset.pack.rules)
    if (adapters.modelTallies !== undefined) measures.models(adapters.modelTallies)
    const versions = keepVersions(
      {
        log: store.versions,
        rulesets: store.rulesets,
        engine,
        swap: (next) => swapRuleset({ engine, past, clock, log }, next),
        measures,
        clock,
        tell: log,
        load,
      },
      first.version,
    )
    const labels = keepLabels({ log: store.labels, state, cursor, ids, clock, tell: log })
    const retroacts = keepRetroacts({
      ...{ log: store.retroacts, labels, ids, clock, tell: log },
      matches: adapters.matches ?? noHistory,
      ended: (id, state) =>
        audit.note({
          ...{ who: 'service', name: '', what: 'retroact.ended', ids: [id], entities: [] },
          ...{ outcome: 'done', details: { state } },
        }),
    })
    await retroacts.recover()
    const keeping = keepMemory({ engine, snapshots, clock, log, judged: () => measures.answered })
    const pack = watchPack({ dir: options.packDir, versions, log })
    const history = await keepHistory({ engine, measures, clock }, adapters.exportHistory)
    const erasures = keepErasures({
      ...{ log: store.erasures, holds: store.holds, engine, audit, ids, random: adapters.random },
      ...{ clock, tell: log },
    })
    const hasLabel = (entity: string, label: string, atMs: number) => state.has(entity, label, atMs)
    const { random } = adapters
    const { webhooks } = options
    const road = keepRoad({ store, engine, hasLabel, ids, random, measures, clock, log, webhooks })
    const { jobs, delivery, enforcements, following } = road
    const modelFiles = adapters.lab && labFiles(adapters.lab.filesDir)
    const models = await keepModels(
      { store, engine, clock, log, files: modelFiles, media: files.host },
      adapters.serving,
    )
    const { banks, media } = await files.open(store, engine, following.wake)
    const lab = openRuns(
      {
        store: { labRuns: store.labRuns, labData: store.labData, models: models.models },
        ...{ engine, ids, clock, log, files: modelFiles, media },
        ended: ({ id, state, task, model }) =>
          audit.note({
            ...{ who: 'service', name: '', what: 'lab-run.ended', ids: [id, ...(model ? [model] : [])] },
            ...{ entities: [], outcome: 'done', details: { state, task } },
          }),
      },
      adapters.lab,
    )
    const stopping = new AbortController()
    // Whoever waits until it is ready finds the first key there.
    let isOpen = false
    const health = (): StoreHealth =>
      isOpen ? store.health() : { ok: false, why: 'The service is starting.' }
    const ownNotes = () => [...versions.notes, ...pack.notes, ...history.notes, ...models.serving.notes]
    const notes = () => [...ownNotes(), ...asideNotes(following.aside)]
    const live = keepLive(
      liveParts({
        ...{ tally, rollUps, ruleHours, engine, jobs, delivery, following, health, clock, log },
        // Effects put aside are an alarm of their own.
        notes: ownNotes,
      }),
    )
    const { version = 'unknown', store: storeKind = adapters.storeName } = adapters.about ?? {}
    const app = createServer({
      about: {
        ...{ version, store: storeKind, postgres: store.postgresVersion, startedMs: clock.now() },
      },
      engine,
      versions,
      notes,
      following,
      parseAside: adapters.parseAside,
      events: createShapeReader(),
      decisions: wakeOnEffects(store.decisions, following.wake),
      labels,
      enforcements,
      retroacts,
      queries: store.queries,
      delivery,
      reports: store.reports,
      hasLabel,
      ids,
      jobs,
      protection: store.protection,
      past: adapters.past,
      rulesets: store.rulesets,
      recorded: recordedRulesets(store.rulesets, () => engine.ruleset),
      keyring,
      audit,
      noteSight: audit.sight,
      erasures,
      access: createAccess(store, { random: adapters.random, ids, options: adapters.access ?? {} }),
      pages: adapters.pagesDir === undefined ? undefined : readPages(adapters.pagesDir),
      measures,
      tally,
      ...{ ruleHours, rollUps, live, streams: new Map() },
      quality: store.quality,
      media,
      ...{ labData: store.labData, runs: lab.runs, labFiles: modelFiles },
      ...{ models: models.models, probation: store.probation },
      ...{ serving: models.serving, labelPool: store.labelPool },
      ...{ banks, hashBanks: store.hashBanks },
      clock,
      log,
      health,
      stopping: stopping.signal,
    })
    try {
      await app.listen({ port: options.port, host: options.host })
    } catch (fault) {
      pack.close()
      await erasures.stop()
      await road.stop()
      await history.stop()
      throw cannotListen(fault, options)
    }
    // Only now that the port is ours: a key made for a start that fails would be shown to nobody.
    const { users } = store
    const link = await firstAdmin({ users, clock, ids, random: adapters.random })
    const newKey = await firstKey(keyring, options.adminKey, await eldestAdmin(users))
    isOpen = true
    const stopCollecting = collectAtRest(() => measures.answered)
    const rounds = goRounds(
      { lookout: store.lookout, clock, tell: log, labelsSince: labels.since },
      {
        ...road.errands,
        labels: () => labels.look(),
        erasures: () => erasures.look(),
        labRuns: () => lab.runs.look(),
        models: () => models.serving.look(),
        banks: () => banks.look(),
        version: () => versions.adopt(),
        access: () => keyring.refresh(),
      },
    )
    const flushing = setInterval(() => {
      tally.flush(clock.now()).catch((fault: unknown) => {
        log({ level: 'warn', message: 'counts of rules could not be kept just now', ...describeFault(fault) })
      })
    }, TALLY_FLUSH_MS)
    flushing.unref()

    const { port, address, family } = app.server.address() as AddressInfo
    const host =
      address === '0.0.0.0' || address === '::' ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address
    const url = `http://${host}:${port}`
    const welcome = link && `${url}/welcome#${link}`
    adapters.say(
      banner({
        url,
        ruleset: ruleset.id,
        version: first.version,
        packDir: options.packDir,
        rules: ruleset.pack.rules.length,
        eventTypes: ruleset.pack.eventTypes.size,
        warnings,
        store: adapters.storeName,
        newKey,
        welcome,
      }),
    )
    log({ level: 'info', message: 'started', url, ruleset: ruleset.id })

    let stopped: (() => void) | undefined
    const whenStopped = new Promise<void>((resolve) => {
      stopped = resolve
    })
    let stop: Promise<void> | undefined
    async function shutDown(): Promise<void> {
      log({ level: 'info', message: 'stopping: no more requests are taken' })
      // The last of what the store waits for may keep no process alive by itself; the stop must be finished all the same.
      const awake = setInterval(() => {}, 1000)
      pack.close()
      const historyStopped = history.stop()
      clearInterval(flushing)
      stopCollecting()
      stopping.abort()
      await live.stop()
      const cutOff = setTimeout(
        () => app.server.closeAllConnections(),
        options.drainMs ?? SERVICE_DEFAULTS.drainMs,
      )
      // A kept-alive connection whose last request has just been answered is idle only now.
      const idle = setInterval(() => app.server.closeIdleConnections(), 50)
      await app.close()
      clearTimeout(cutOff)
      clearInterval(idle)
      await rounds.stop()
      await files.stop()
      await lab.close()
      await models.stop()
      await road.stop()
      await labels.stop()
      await retroacts.close()
      await adapters.past?.close()
      await keeping.stop()
      await tally.flush(clock.now()).catch(() => {}) // counts, not decisions: a stop does not fail for them
      await erasures.stop()
      await audit.stop()
      await historyStopped
      await store.close()
      log({ level: 'info', message: 'stopped: everything taken was answered and stored' })
      clearInterval(awake)
      stopped?.()
    }
    return {
      url,
      newKey,
      welcome,
      stopped: whenStopped,
      stop() {
        stop ??= shutDown()
        return stop
      },
    }
  }
}

/** 64 bits by chance. */
function seedOf(random: (bytes: Uint8Array<ArrayBuffer>) => void): [number, number] {
  const bytes = new Uint8Array(8)
  random(bytes)
  const view = new DataView(bytes.buffer)
  return [view.getUint32(0), view.getUint32(4)]
}

// biome-ignore lint/correctness/useYield: it says why there is nothing to give.
const noHistory: RetroactMatches = async function* () {
  throw new Error('no history is kept here; start without HAECHI_HISTORY=off')
}
