import { setPriority } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from './core/clock.ts'
import { openExporter } from './history/export-history.ts'
import type { ExportThreadData, FromExport, ToExport } from './history/export-messages.ts'
import { type ExportType, exportType } from './history/export-type.ts'
import { runExport } from './history/run-export.ts'
import type { Connection } from './store/connect.ts'
import { openHistorySource, type RecordedPacks } from './store/open-history-source.ts'

// The composition root of the thread that exports the history: it reads the database and writes files by itself, so
// that the thread that judges events has nothing to do with it.

const data = workerData as ExportThreadData
const port = parentPort!
const say = (message: FromExport) => port.postMessage(message)

// On Linux this is the priority of the calling thread, and of those that DuckDB starts from it.
if (process.platform === 'linux') setPriority(10)

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

let live = typeMap(data.live.types)
/** Event types by ruleset: the live ones as they come, others out of their recorded packs. */
const rulesets = new Map([[data.live.ruleset, live]])
let stopping = false
let wake: (() => void) | undefined

port.on('message', (message: ToExport) => {
  if (message.kind === 'live') {
    live = typeMap(message.live.types)
    rulesets.set(message.live.ruleset, live)
  } else {
    stopping = true
    wake?.()
  }
})

function typeMap(types: readonly ExportType[]): ReadonlyMap<string, ExportType> {
  return new Map(types.map((type) => [type.name, type]))
}

/** The event types of a ruleset of another time, or of another process that is ahead of this one. */
async function recorded(source: RecordedPacks, ruleset: string): Promise<ReadonlyMap<string, ExportType>> {
  const files = await source.packOf(ruleset)
  const { checkPack } = await import('./pack/check-pack.ts')
  const pack = files && checkPack(files).pack
  return typeMap([...(pack?.eventTypes.values() ?? [])].map(exportType))
}

const tell = (level: 'info' | 'warn', message: string) => say({ kind: 'log', level, message })
let close: () => Promise<void> = async () => undefined

await runExport({
  async open() {
    const source = await openHistorySource(data.connection as Connection)
    close = () => source.close()
    try {
      const typesOf = async (ruleset: string) => {
        const known = rulesets.get(ruleset) ?? (await recorded(source, ruleset))
        rulesets.set(ruleset, known)
        return known
      }
      return await openExporter({
        dir: data.dir,
        source,
        clock: systemClock,
        types: () => live,
        typesOf,
        tell,
      })
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
  // V8 collects only when it allocates: what a round left behind would stay for as long as nothing is decided.
  rest: collect,
})
await close()
port.close()
