import type { Client } from '../client/client.ts'
import type { DemoReport } from './demo-report.ts'

export interface RunDemoOptions {
  readonly seed?: number
  readonly players?: number
  /** Events a second; 0: as fast as possible. */
  readonly rate?: number
  /** End after this many seconds … */
  readonly seconds?: number
  /** … or after this many events, whichever comes first. */
  readonly count?: number
  readonly harmfulShare?: number
  /** A file that gets one line of JSON for each event: the event, its truth and the answer. */
  readonly out?: string
  readonly signal?: AbortSignal
}

export const RUN_DEMO_DEFAULTS = { seed: 1, players: 500, rate: 50, seconds: 30, harmfulShare: 0.12 } as const

export interface DemoProgress {
  readonly sent: number
  readonly judged: number
  readonly refused: number
  readonly seconds: number
}

export interface RunDemoDeps {
  readonly client: Pick<Client, 'screenBatch'>
  /** ms since the epoch. */
  readonly now?: () => number
  readonly sleep?: (ms: number, stop?: AbortSignal) => Promise<void>
  /** Called about twice a second. */
  readonly report?: (progress: DemoProgress) => void
}

/** Sends a simulated world to the service and compares the answers with the truth. Ends early, with its report, on the signal. */
export async function runDemo(options: RunDemoOptions, deps: RunDemoDeps): Promise<DemoReport> {
  throw new Error(`not built yet: ${options.seed} ${deps.now?.()}`)
}
