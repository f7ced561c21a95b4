import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkDisk } from './check-machine.ts'
import { type Finding, fail, ok } from './finding.ts'

/** Checks that the data directory can be written, or made, and that its disk has room. */
export async function checkDataDir(path: string, shown: string): Promise<Finding[]> {
  const there = await nearestFolder(path)
  const name = 'data directory'
  const found = there === path ? shown : `${shown}, to be made`
  const mend = `give it to this user, or choose another --data-dir`
  try {
    await access(there, constants.R_OK | constants.W_OK | constants.X_OK)
    // access() knows nothing of read-only mounts of some kinds, nor of quotas.
    const trial = join(there, `.haechi-${randomUUID()}`)
    await writeFile(trial, 'x').finally(() => rm(trial, { force: true }))
  } catch (fault) {
    return [fail(name, `${found}: not writable (${(fault as NodeJS.ErrnoException).code})`, mend)]
  }
  const { bavail, bsize } = await statfs(there)
  return [ok(name, found), checkDisk(bavail * bsize)]
}

async function nearestFolder(path: string): Promise<string> {
  try {
    await access(path)
    return path
  } catch {
    return dirname(path) === path ? path : nearestFolder(dirname(path))
  }
}
