import type { RunningService, StartOptions } from '../api/running-service.ts'
import type { ComparedPacks, ComparePacks } from '../backtest/compare-packs.ts'
import type { InvestigationAsked } from '../backtest/investigate/investigation.ts'
import type { Investigated } from '../backtest/investigate/run-investigation.ts'
import type { BacktestAsked, Backtested, BacktestProgress, ExplainedPlan } from '../backtest/run-backtest.ts'
import type { Subject } from '../backtest/subject.ts'
import type { Clock } from '../core/clock.ts'
import type { DecisionId } from '../core/id.ts'
import type { Pack } from '../pack/pack.ts'
import type { Looker } from '../signals/media/look.ts'
import type { ModelHost } from '../signals/models/model-host.ts'
import type { Output } from './output.ts'

/** What the environment says, by the variable that says it; main.ts reads them. */
export interface CliSettings {
  /** HAECHI_URL */
  readonly url: string | undefined
  /** HAECHI_KEY */
  readonly key: string | undefined
  /** HAECHI_PORT */
  readonly port: string | undefined
  /** HAECHI_HOST */
  readonly host: string | undefined
  /** HAECHI_DATA_DIR */
  readonly dataDir: string | undefined
  /** HAECHI_PACK */
  readonly pack: string | undefined
  /** HAECHI_DATABASE_URL or DATABASE_URL */
  readonly databaseUrl: string | undefined
  /** HAECHI_ADMIN_KEY */
  readonly adminKey: string | undefined
  /** XDG_CONFIG_HOME, else .config in the home folder: where `haechi login` keeps its session. */
  readonly configDir: string
  /** Whether NO_COLOR is set to anything but the empty text. */
  readonly noColor: boolean
  /** PATH: where ffmpeg is looked for. */
  readonly path: string | undefined
  /** HAECHI_TESSDATA and TESSDATA_PREFIX: where language data is looked for first. */
  readonly tessdata: readonly (string | undefined)[]
}

/** A term found in a text; `span` is `[start, end)` in UTF-16 units of the text, `form` what it reads as. */
export interface TermHit {
  readonly term: string
  readonly span: readonly [number, number]
  readonly form: string
  /** What had to be seen through, as `keyboard-layout`; `none`: nothing. */
  readonly disguise: string
}

/** A list file as read: its terms, and the lines that hold none. */
export interface TermList {
  readonly terms: readonly string[]
  readonly problems: readonly { readonly line: number; readonly message: string }[]
}

/** The work on terms that `haechi bank` needs; signals/text does it. */
export interface TermTools {
  readTermList(text: string): TermList
  /** Finds the terms of one bank of a pack in a text, as the service would. */
  findTerms(pack: Pack, bank: string, text: string): readonly TermHit[]
}

/** Work on the history of decided events in a folder; loaded when it is asked for. */
export interface PastTools {
  backtest(run: PastRun, asked: BacktestAsked): Promise<Backtested>
  /** How a backtest would judge, a sentence a line. */
  explain(subject: Subject): Promise<ExplainedPlan>
  investigate(run: PastRun, asked: InvestigationAsked): Promise<Investigated>
  /** Judges the same past by two packs; `dir` is the folder of the history. */
  compare(dir: string, asked: ComparePacks): Promise<ComparedPacks>
}

export interface PastRun {
  /** Folder of the history. */
  readonly dir: string
  readonly progress: (progress: BacktestProgress) => void
  readonly signal: AbortSignal
}

/** Everything outside the process that the commands touch. */
export interface CliAdapters {
  readonly version: string
  readonly settings: CliSettings
  readonly stdin: AsyncIterable<Uint8Array> & {
    readonly isTTY?: boolean
    readonly setRawMode?: (on: boolean) => unknown
  }
  readonly stdout: Output
  readonly stderr: Output
  readonly clock: Clock
  readonly ids: (nowMs: number) => DecisionId
  readonly fetch: typeof globalThis.fetch
  /** Folder that relative paths start from. */
  readonly cwd: string
  /** Folder of the starter pack that comes with Haechi. */
  readonly starterPack: string
  readonly terms: TermTools
  readonly past: PastTools
  /** What models of a pack in this folder are asked through. */
  readonly modelHost: (packDir: string) => ModelHost
  /** What looks at pictures and 3D items, in a thread that may die of them; whoever asks closes it. */
  readonly looker: () => Promise<Looker>
  /** Starts the service; rejects with CannotStart. */
  readonly startService: (options: StartOptions) => Promise<RunningService>
  /** Calls back at Ctrl-C, in place of ending the process, until the returned function is called. */
  readonly onInterrupt: (stop: () => void) => () => void
}
