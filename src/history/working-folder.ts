import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A folder for what one DuckDB spills. It lies below the history's `tmp/`, named after this process, and so tells that
 * somebody reads; where the history cannot be written it lies elsewhere.
 */
export function makeWorkingFolder(dir: string): string {
  const name = `${process.pid}-`
  try {
    mkdirSync(join(dir, 'tmp'), { recursive: true, mode: 0o700 })
    return mkdtempSync(join(dir, 'tmp', name))
  } catch {
    return mkdtempSync(join(tmpdir(), `haechi-history-${name}`))
  }
}

/** Nobody reads for so long; a process id may have gone to somebody else by then. */
const LONGEST_MS = 86_400_000

/** Since when the longest reading has been going on, in ms since the epoch; undefined: nobody reads. Folders left by processes that died are removed. */
export function readingSince(dir: string, nowMs: number): number | undefined {
  let since: number | undefined
  for (const name of folders(join(dir, 'tmp'))) {
    const path = join(dir, 'tmp', name)
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) continue
    // Where a file system keeps no time of birth, it gives a later time or 0.
    const made = stat.birthtimeMs > 0 ? Math.min(stat.birthtimeMs, stat.mtimeMs) : stat.mtimeMs
    if (isAlive(Number.parseInt(name, 10)) && made + LONGEST_MS > nowMs) {
      if (since === undefined || made < since) since = made
    } else rmSync(path, { recursive: true, force: true })
  }
  return since
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function folders(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}
