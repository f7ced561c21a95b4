import type { PastAside } from '../backtest/past-aside.ts'
import type { Clock } from '../core/clock.ts'
import type { BankHolder } from '../signals/hash/banks/bank-holder.ts'
import type { ModelTally } from '../signals/models/model-tally.ts'
import type { AccessOptions } from './access/access.ts'
import type { WebhookOptions } from './delivery/keep-delivery.ts'
import type { ParseAside } from './json/parse-aside.ts'
import type { StartExport } from './keep-history.ts'
import type { ServingAdapters } from './lab/keep-models.ts'
import type { LabAdapters } from './lab/runs/open-runs.ts'
import type { LoadParts } from './load-ruleset.ts'
import type { MediaAdapters } from './media/keep-media.ts'
import type { Log } from './parts.ts'
import type { ServiceStore } from './ports.ts'
import type { RetroactMatches } from './retroact/plan-retroact.ts'

export interface ServiceOptions {
  /** 0: any free one. */
  readonly port: number
  readonly host: string
  readonly packDir: string
  /** Follows the pack's folder again, whatever version was applied since. */
  readonly watch?: boolean
  /** The first admin key; undefined: one is made when there is no key yet, and shown once. */
  readonly adminKey: string | undefined
  /** Events a second for keys that name no rate of their own. */
  readonly ratePerSecond?: number
  readonly webhooks?: WebhookOptions
  /** How long requests in flight may take when the service stops, in ms. */
  readonly drainMs?: number
}

export const SERVICE_DEFAULTS = { ratePerSecond: 50_000, drainMs: 10_000 } as const

export interface ServiceAdapters {
  readonly openStore: () => Promise<ServiceStore>
  /** How the store is called in the banner. */
  readonly storeName: string
  /** What runs here, and on which store, for whoever asks later: without folders and addresses. */
  readonly about?: { readonly version: string; readonly store: string }
  /** Exports what is decided to the history; undefined: none is kept. */
  readonly exportHistory?: StartExport
  /** Judges the history again for a rule; undefined where there is no history. */
  readonly matches?: RetroactMatches
  /** Looks into the past; undefined where there is no history. */
  readonly past?: PastAside
  /** Where models are learnt; undefined: not here. */
  readonly lab?: LabAdapters
  /** What models of the lab are served by; undefined: rules here do not read them. */
  readonly serving?: ServingAdapters
  /** Where the banks of hashes are put when they are loaded, and the folder of their snapshot. */
  readonly hashBanks?: {
    readonly holder?: BankHolder
    readonly dir?: string
    /** The built `hash-index.worker`; without it, this thread builds tables, and holds up everything else meanwhile. */
    readonly indexWorker?: URL
  }
  /** How people reach the service, and sign in. */
  readonly access?: AccessOptions
  /** The folder of the built console. */
  readonly pagesDir?: string
  readonly clock: Clock
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly log: Log
  /** Rules that read files need `models`, too. */
  readonly load?: Pick<LoadParts, 'prepareBanks' | 'models'>
  /** The counts of models that are asked elsewhere, by name. */
  readonly modelTallies?: ReadonlyMap<string, ModelTally>
  /** Parses a large body where no request waits for it. */
  readonly parseAside?: ParseAside
  /** What files are looked at with; undefined: none are kept here. */
  readonly media?: MediaAdapters
  /** Shows text to the person who started the service. */
  readonly say: (text: string) => void
}
