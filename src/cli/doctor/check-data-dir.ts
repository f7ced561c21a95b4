import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkDisk } from './check-machine.ts'
import { type Finding, fail, ok } from './finding.ts'

const NAME = 'data directory'

/** Checks that the data directory can be written, or made, and that its disk has room. */
export async function checkDataDir(path: string, shown: string): Promise<Finding[]> {
  const there = await nearestFolder(path)
  const found = there === path ? shown : `${shown}, to be made`
  try {
    await access(there, constants.R_OK | constants.W_OK | constants.X_OK)
    // access() knows nothing of read-only mounts of some kinds, nor of quotas.
    const trial = join(there, `.haechi-${randomUUID()}`)
    await writeFile(trial, 'x').finally(() => rm(trial, { force: true }))
  } catch (fault) {
    return [notWritable(found, (fault as NodeJS.ErrnoException).code)]
  }
  const { bavail, bsize } = await statfs(there)
  return [ok(NAME, found), checkDisk(bavail * bsize)]
}

/** What to do differs: a full disk is not mended by giving the folder to somebody else. */
export function notWritable(found: string, code: string | undefined): Finding {
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  const mend = full ? 'make room on its disk' : 'give it to this user'
  return fail(NAME, `${found}: not writable (${code})`, `${mend}, or choose another --data-dir`)
}

async function nearestFolder(path: string): Promise<string> {
  try {
    await access(path)
    return path
  } catch {
    return dirname(path) === path ? path : nearestFolder(dirname(path))
  }
}
