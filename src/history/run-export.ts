import type { Clock } from '../core/clock.ts'
import { describeExportFault } from './describe-export-fault.ts'
import type { Exporter } from './export-history.ts'

/** How the export stands. */
export interface ExportState {
  /** Rows exported since the start. */
  readonly rows: number
  /** Rows and bytes of all files. */
  readonly held: number
  readonly bytes: number
  /** When the export last came to an end of what could be read, in ms since the epoch. */
  readonly upToMs: number
  /** Why the export does not get on, in words. */
  readonly trouble: string | undefined
}

export interface RunParts {
  /** Opens the exporter; tried again while it fails. */
  readonly open: () => Promise<Exporter>
  readonly clock: Clock
  /** Waits so many ms, or until the run is to end. */
  readonly wait: (ms: number) => Promise<void>
  readonly stopping: () => boolean
  readonly tell: (level: 'info' | 'warn', message: string) => void
  readonly state: (state: ExportState) => void
  /** Called when nothing is left to do after there was something: memory may go back to the machine. */
  readonly rest: () => void
}

export interface RunOptions {
  /** How often rows are exported, in ms. */
  readonly everyMs?: number
}

export const RUN_DEFAULTS: Required<RunOptions> = { everyMs: 10_000 }

const LONGEST_WAIT_MS = 300_000
const TIDY_MS = 60_000

/** Exports again and again until it is to stop; a failure is told once, tried again, and told when it is over. */
export async function runExport(parts: RunParts, options: RunOptions = {}): Promise<void> {
  const { clock, wait, stopping, tell } = parts
  const { everyMs } = { ...RUN_DEFAULTS, ...options }
  let exporter: Exporter | undefined
  let trouble: string | undefined
  let failures = 0
  let rows = 0
  let upToMs = 0
  let busy = false
  let tidiedMs = clock.now()
  const say = () => {
    const files = exporter?.catalog.files ?? []
    parts.state({
      rows,
      held: files.reduce((sum, file) => sum + file.rows, 0),
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      upToMs,
      trouble,
    })
  }
  while (!stopping()) {
    try {
      exporter ??= await parts.open()
      const startMs = clock.now()
      const round = await exporter.round()
      while (!stopping() && (await exporter.erase()) > 0) say()
      rows += round.rows
      if (!round.more) upToMs = startMs
      if (trouble !== undefined) tell('info', 'The history is exported again.')
      trouble = undefined
      failures = 0
      if (round.rows > 0 || !round.more) say()
      // Far behind, old content must go all the same.
      if (round.more && startMs - tidiedMs < TIDY_MS) continue
      tidiedMs = startMs
      while (!stopping() && (await exporter.tidy())) say()
      if (busy && round.rows === 0) parts.rest()
      busy = round.rows > 0
      if (!round.more) await wait(everyMs)
    } catch (fault) {
      failures++
      const why = describeExportFault(fault)
      if (why !== trouble)
        tell(
          'warn',
          `The history cannot be exported: ${why} Screening goes on, and the export catches up later.`,
        )
      trouble = why
      say()
      await wait(Math.min(everyMs * 2 ** Math.min(failures - 1, 10), LONGEST_WAIT_MS))
    }
  }
}
