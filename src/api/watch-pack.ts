import { type FSWatcher, watch } from 'node:fs'
import { oneLine } from '../core/diagnostic.ts'
import { folderSignature } from '../pack/folder-signature.ts'
import type { PackFiles } from '../pack/pack.ts'
import { readPackFolder } from '../pack/read-pack.ts'
import { describeFault } from './describe-fault.ts'
import type { Log } from './parts.ts'
import type { Versions } from './versions/versions.ts'

export interface WatchParts {
  readonly dir: string
  readonly versions: Versions
  readonly log: Log
  /** Editors write in several steps; a change is read this long after its last sign. */
  readonly settleMs?: number
  /** Looks by itself this often, where the file system tells nothing (network mounts). */
  readonly pollMs?: number
}

export const WATCH_DEFAULTS = { settleMs: 25, pollMs: 5000 } as const

export interface WatchedPack {
  /** What is wrong with the folder, in sentences. */
  readonly notes: readonly string[]
  /** Looks now, and resolves when what is there judges or was refused. */
  look(): Promise<void>
  close(): void
}

/**
 * Hands what changes in the pack's folder on, to go live when it checks; a change that does not is told. While the
 * folder is not followed, what changes in it is passed over, and stays passed over when it is followed again.
 */
export function watchPack(parts: WatchParts): WatchedPack {
  const { dir, versions, log } = parts
  /** What is wrong with the pack on disk, and why it could not even be read just now. */
  let notes: string[] = []
  let failing: string | undefined
  let seen: string | undefined
  let closed = false
  let looking = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const judging = () => `version ${versions.live.number} (${versions.live.ruleset})`

  async function lookOnce(): Promise<void> {
    if (!versions.followsFolder) {
      notes = []
      failing = undefined
      seen = await folderSignature(dir).catch(() => undefined)
      return
    }
    const signature = await folderSignature(dir)
    failing = undefined
    if (closed || signature === seen) return
    let files: PackFiles
    try {
      files = await readPackFolder(dir)
    } catch (fault) {
      if ((fault as { code?: string }).code === 'ENOENT') throw fault
      seen = signature
      return refused([fault instanceof Error ? fault.message : String(fault)])
    }
    const taken = await versions.takeFolder(files)
    seen = signature
    if (taken.kind === 'errors') return refused(taken.errors.map(oneLine))
    if (taken.kind === 'applied')
      log({
        level: 'info',
        message: 'pack applied',
        version: taken.version.number,
        ruleset: taken.version.ruleset,
        warnings: taken.warnings.length,
      })
    notes = []
  }

  function refused(errors: readonly string[]): void {
    for (const error of errors) log({ level: 'error', message: `pack not applied: ${error}` })
    notes = [
      `The pack on disk has ${errors.length} errors and is not applied; ${judging()} still judges. The first: ${errors[0]}`,
    ]
  }

  function look(): Promise<void> {
    looking = looking.then(lookOnce).catch((fault: unknown) => {
      const gone = (fault as { code?: string } | undefined)?.code === 'ENOENT'
      failing = gone
        ? `The pack's folder, or a file in it, is gone; ${judging()} still judges, and the folder is looked for again.`
        : `The pack on disk could not be applied just now; ${judging()} still judges, and it is tried again. See the log.`
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
