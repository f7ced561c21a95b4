import { Worker } from 'node:worker_threads'
import type { ExportThreadData, FromExport, LiveTypes, ToExport } from './export-messages.ts'
import type { ExportState } from './run-export.ts'

/** The export of the history, in a thread of its own. */
export interface HistoryExport {
  /** How it stands; undefined before its first round. */
  state(): ExportState | undefined
  /** Another pack is live now. */
  follow(live: LiveTypes): void
  /** Ends it after what it is at. */
  stop(): Promise<void>
}

export interface AsideParts {
  /** The built thread. */
  readonly worker: URL
  readonly dir: string
  /** How the database is reached: plain data. */
  readonly connection: unknown
  readonly tell: (level: 'info' | 'warn', message: string) => void
}

/** Pages of rows come and go: room for more of them would only be filled. In MB. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 512 }

const RESTART_MS = 30_000
/** A round under way may be writing much; after this the thread is cut off, which the next start mends. */
const STOP_MS = 10_000

/** Starts the export. A thread that dies is started again. */
export function exportAside({ worker, dir, connection, tell }: AsideParts, first: LiveTypes): HistoryExport {
  let live = first
  let state: ExportState | undefined
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let ended: Promise<unknown> = Promise.resolve()
  let thread = start()

  function start(): Worker {
    const workerData: ExportThreadData = { dir, connection, live }
    const started = new Worker(worker, { workerData, resourceLimits: LIMITS })
    started.unref()
    started.on('message', (message: FromExport) => {
      if (message.kind === 'log') tell(message.level, message.message)
      else state = message.state
    })
    started.on('error', (fault) => {
      tell('warn', `The thread that exports the history failed (${fault.name}); it is started again.`)
    })
    ended = new Promise((resolve) => {
      started.on('exit', () => {
        resolve(undefined)
        if (stopping) return
        timer = setTimeout(() => {
          thread = start()
        }, RESTART_MS).unref()
      })
    })
    return started
  }

  const post = (message: ToExport) => thread.postMessage(message)

  return {
    state: () => state,
    follow(next) {
      live = next
      post({ kind: 'live', live })
    },
    async stop() {
      stopping = true
      clearTimeout(timer)
      post({ kind: 'stop' })
      const cutOff = setTimeout(() => void thread.terminate(), STOP_MS)
      await ended
      clearTimeout(cutOff)
    },
  }
}
