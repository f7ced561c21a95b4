import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The user that the server runs as; undefined: the user that Haechi runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** Postgres refuses to run as root, so root lends it the user `postgres`, or `nobody` where there is none. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith('postgres:'))
    const [, , uid, gid] = line?.split(':') ?? []
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) }
  } catch {
    // No such file: a minimal container.
  }
  return { uid: 65534, gid: 65534 }
}

/** Whether an account may pass through a folder and all folders above it. */
export function canReach(folder: string, { uid, gid }: Account): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const stat = statSync(at, { throwIfNoEntry: false })
    if (stat) {
      const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
      if ((stat.mode & bit) === 0) return false
    }
    if (at === dirname(at)) return true
  }
}
