import type { Clock } from '../core/clock.ts'
import type { Engine } from '../engine/engine.ts'
import type { HistoryExport } from '../history/export-aside.ts'
import type { LiveTypes } from '../history/export-messages.ts'
import { exportType } from '../history/export-type.ts'
import type { Measures } from './measures.ts'

/** Starts the export of the history for the event types of the live pack; undefined: none is kept here. */
export type StartExport = (live: LiveTypes) => Promise<HistoryExport | undefined>

/** The export of the history beside a running service. */
export interface KeptHistory {
  /** What an operator should know, for as long as it holds. */
  readonly notes: readonly string[]
  stop(): Promise<void>
}

/** How often it is asked whether another pack is live. */
const LOOK_MS = 1000

/** Keeps the export going, with the event types of whatever pack is live. */
export async function keepHistory(
  { engine, measures, clock }: { engine: Engine; measures: Measures; clock: Clock },
  start: StartExport | undefined,
): Promise<KeptHistory> {
  const live = (): LiveTypes => ({
    ruleset: engine.ruleset.id,
    types: [...engine.ruleset.pack.eventTypes.values()].map(exportType),
  })
  let known = engine.ruleset.id
  const history = await start?.(live())
  if (history === undefined) return { notes: [], stop: async () => undefined }
  const looking = setInterval(() => {
    if (engine.ruleset.id === known) return
    known = engine.ruleset.id
    history.follow(live())
  }, LOOK_MS)
  looking.unref()
  measures.history(() => {
    const state = history.state()
    if (state === undefined || state.upToMs === 0) return undefined
    const { rows, held, bytes, upToMs } = state
    return { exported: rows, rows: held, bytes, lagSeconds: Math.max(0, clock.now() - upToMs) / 1000 }
  })
  return {
    get notes() {
      const trouble = history.state()?.trouble
      return trouble === undefined ? [] : [`The history is not exported just now: ${trouble}`]
    },
    async stop() {
      clearInterval(looking)
      await history.stop()
    },
  }
}
