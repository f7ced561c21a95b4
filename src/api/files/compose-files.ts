import type { Clock } from '../../core/clock.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Pack } from '../../pack/pack.ts'
import { createBankHolder } from '../../signals/hash/banks/bank-holder.ts'
import { indexThreads } from '../../signals/hash/index-threads.ts'
import type { ServingMediaHost } from '../../signals/media/create-media-host.ts'
import { jobsOfBank } from '../banks/jobs-of-bank.ts'
import { keepHashBanks } from '../banks/keep-hash-banks.ts'
import type { KeptHashBanks } from '../banks/kept-hash-banks.ts'
import type { LoadParts } from '../load-ruleset.ts'
import { catalogueHolder } from '../media/catalogue-holder.ts'
import { keepCatalogue } from '../media/keep-catalogue.ts'
import { keepListing } from '../media/keep-listing.ts'
import { keepMedia } from '../media/keep-media.ts'
import type { KeptMedia } from '../media/kept-media.ts'
import { noteMatched } from '../media/note-matched.ts'
import type { Log } from '../parts.ts'
import type { ServiceStore } from '../ports.ts'
import type { ServiceAdapters } from '../service-options.ts'

type ReadWith = Pick<LoadParts, 'prepareBanks' | 'models'>

/** Files, and what they are held against: banks of hashes, and the catalogue of items. */
export interface Files {
  /** Whom signals that read files ask; undefined where none are kept. */
  readonly host: ServingMediaHost | undefined
  /** What packs are read with, who looks at files among it. */
  reading(load: ReadWith): ReadWith & Pick<LoadParts, 'media'>
  /** Loads banks and catalogue, and begins to look at files; `wake` makes effects be followed at once. */
  open(
    store: ServiceStore,
    engine: Engine,
    wake: () => void,
  ): Promise<{ readonly banks: KeptHashBanks; readonly media: KeptMedia | undefined }>
  /** Finishes what is under way; whether it was opened or not. */
  stop(): Promise<void>
}

/** Packs are read, and ask for who looks at files, while the store still opens; the rest waits for `open`. */
export function composeFiles(
  parts: { readonly store: Promise<ServiceStore>; readonly clock: Clock; readonly log: Log },
  adapters: Pick<ServiceAdapters, 'media' | 'hashBanks'>,
): Files {
  const { clock, log } = parts
  const store = parts.store.then(({ media }) => media)
  store.catch(() => {}) // says what the opening of the store says
  let judging: () => Pick<Pack, 'hashBanks'> = () => ({ hashBanks: new Map() })
  const banksHeld = adapters.hashBanks?.holder ?? createBankHolder()
  const catalogueHeld = catalogueHolder()
  const indexWorker = adapters.hashBanks?.indexWorker
  const threads = indexWorker && indexThreads({ worker: indexWorker })
  const files =
    adapters.media &&
    keepMedia(
      { store, banks: banksHeld, catalogue: catalogueHeld, pack: () => judging(), clock, tell: log },
      adapters.media,
    )
  const stops: (() => Promise<void>)[] = files === undefined ? [] : [() => files.stop()]
  let stopped: Promise<void> | undefined

  return {
    host: files?.host,
    reading(load) {
      if (files === undefined || load.models === undefined) return load
      return { ...load, models: { ...load.models, media: files.host }, media: files.host }
    },
    async open(world, engine, wake) {
      judging = () => engine.ruleset.pack
      const banks = await keepHashBanks({
        ...{ store: world.hashBanks, listen: world.listenBanks, databaseId: world.databaseId },
        specs: () => engine.ruleset.pack.hashBanks,
        jobs: (bank) => jobsOfBank(engine.ruleset.pack, bank),
        ...{ wake, dir: adapters.hashBanks?.dir, threads, clock, log },
        stopwatch: () => performance.now(),
      })
      stops.push(() => banks.stop())
      if (threads !== undefined) stops.push(() => threads.release())
      banksHeld.hold(banks)
      if (files === undefined) return { banks, media: undefined }
      const catalogue = await keepCatalogue(world)
      stops.push(() => catalogue.stop())
      catalogueHeld.hold(catalogue)
      const listing = keepListing({ store: world.media, host: files.host, catalogue, clock, tell: log })
      stops.unshift(() => listing.stop())
      const media = files.open(world.media, (entry) => {
        void noteMatched(banks, files.host, engine.ruleset.pack, entry)
        listing.wake()
      })
      return { banks, media }
    },
    stop() {
      stopped ??= (async () => {
        for (const stop of stops) await stop()
      })()
      return stopped
    },
  }
}
