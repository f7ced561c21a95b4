import { type FSWatcher, watch } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../core/clock.ts'
import type { Engine } from '../engine/engine.ts'
import type { RulesetLog } from '../engine/ports.ts'
import { describeFault } from './describe-fault.ts'
import { type LoadParts, loadRuleset } from './load-ruleset.ts'
import type { Measures } from './measures.ts'
import type { LivePack, Log } from './parts.ts'

export interface WatchParts {
  readonly dir: string
  readonly engine: Engine
  readonly rulesets: RulesetLog
  readonly measures: Measures
  readonly clock: Clock
  readonly log: Log
  readonly load?: Pick<LoadParts, 'prepareBanks'>
  /** Editors write in several steps; a change is read this long after its last sign. */
  readonly settleMs?: number
  /** Looks by itself this often, where the file system tells nothing (network mounts). */
  readonly pollMs?: number
}

export const WATCH_DEFAULTS = { settleMs: 25, pollMs: 2000 } as const

export interface WatchedPack extends LivePack {
  /** Looks now, and resolves when what is there judges or was refused. */
  look(): Promise<void>
  close(): void
}

/** Keeps the engine on what the pack's folder says: a change that checks goes live at once, another one is told. */
export function watchPack(parts: WatchParts): WatchedPack {
  const { dir, engine, rulesets, measures, clock, log } = parts
  let since = clock.now()
  /** What is wrong with the pack on disk, and why it could not even be read just now. */
  let notes: string[] = []
  let failing: string | undefined
  let seen: string | undefined
  let closed = false
  let looking = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  async function lookOnce(): Promise<void> {
    const signature = await signatureOf(dir)
    failing = undefined
    if (closed || signature === seen) return
    const loaded = await loadRuleset(dir, { previous: engine.ruleset, ...parts.load })
    if (!loaded.ok) {
      seen = signature
      measures.packReload('refused')
      for (const message of loaded.errors) log({ level: 'error', message: `pack not applied: ${message}` })
      notes = [
        `The pack on disk has ${loaded.errors.length} errors and is not applied; ${engine.ruleset.id} still judges. The first: ${loaded.errors[0]}`,
      ]
      return
    }
    const { id } = loaded.ruleset
    if (id !== engine.ruleset.id) {
      const now = clock.now()
      // A ruleset judges only after it is on record, so that every decision can be replayed.
      await rulesets.save({
        id,
        files: loaded.files,
        appliedAt: new Date(now).toISOString(),
        appliedBy: 'pack folder',
      })
      engine.swap(loaded.ruleset)
      since = now
      measures.packReload('applied')
      log({ level: 'info', message: 'pack applied', ruleset: id, warnings: loaded.warnings.length })
    }
    notes = []
    seen = signature
  }

  function look(): Promise<void> {
    looking = looking.then(lookOnce).catch((fault: unknown) => {
      const gone = (fault as { code?: string } | undefined)?.code === 'ENOENT'
      failing = gone
        ? `The pack's folder, or a file in it, is gone; ${engine.ruleset.id} still judges, and the folder is looked for again.`
        : `The pack on disk could not be applied just now; ${engine.ruleset.id} still judges, and it is tried again. See the log.`
      log({ level: 'error', message: 'pack not applied', ...describeFault(fault) })
    })
    return looking
  }

  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), parts.settleMs ?? WATCH_DEFAULTS.settleMs)
  }

  let watcher: FSWatcher | undefined
  try {
    watcher = watch(dir, { recursive: true, persistent: false }, soon)
    watcher.on('error', () => watcher?.close())
  } catch {
    log({ level: 'warn', message: 'changes of the pack are found by polling only' })
  }
  const poll = setInterval(() => void look(), parts.pollMs ?? WATCH_DEFAULTS.pollMs)
  poll.unref()
  return {
    get since() {
      return since
    },
    get notes() {
      return failing === undefined ? notes : [failing, ...notes]
    },
    look,
    close() {
      closed = true
      clearTimeout(timer)
      clearInterval(poll)
      watcher?.close()
    },
  }
}

/** Changes with the name, size or time of any file below. */
async function signatureOf(dir: string): Promise<string> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
  const lines = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const { size, mtimeMs, ino } = await stat(path)
      return `${path} ${size} ${mtimeMs} ${ino}`
    }),
  )
  return lines.sort().join('\n')
}
