import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from './core/clock.ts'
import { openExporter } from './history/export-history.ts'
import type { ExportThreadData, FromExport, ToExport } from './history/export-messages.ts'
import { runExport } from './history/run-export.ts'
import type { Connection } from './store/connect.ts'
import { openHistorySource } from './store/open-history-source.ts'

// The composition root of the thread that exports the history: it reads the database and writes files by itself, so
// that the thread that judges events has nothing to do with it.

const data = workerData as ExportThreadData
const port = parentPort!
const say = (message: FromExport) => port.postMessage(message)

// On Linux this is the priority of the calling thread, and of those that DuckDB starts from it.
if (process.platform === 'linux') setPriority(10)

let types = new Map(data.types.map((type) => [type.name, type]))
let stopping = false
let wake: (() => void) | undefined

port.on('message', (message: ToExport) => {
  if (message.kind === 'types') types = new Map(message.types.map((type) => [type.name, type]))
  else {
    stopping = true
    wake?.()
  }
})

const tell = (level: 'info' | 'warn', message: string) => say({ kind: 'log', level, message })
let close: () => Promise<void> = async () => undefined

await runExport({
  async open() {
    const source = await openHistorySource(data.connection as Connection)
    close = () => source.close()
    try {
      return await openExporter({ dir: data.dir, source, clock: systemClock, types: () => types, tell })
    } catch (fault) {
      await close()
      throw fault
    }
  },
  clock: systemClock,
  wait: (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    }),
  stopping: () => stopping,
  tell,
  state: (state) => say({ kind: 'state', state }),
})
await close()
port.close()
