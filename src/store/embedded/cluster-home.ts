import { createHash } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CannotOpen } from '../cannot-open.ts'
import { type Account, canReach } from './server-account.ts'

const SYSTEM_HOME = '/var/lib/haechi'
// sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing NUL among them.
const MAX_SOCKET_PATH = process.platform === 'linux' ? 107 : 103

/** A short name that stands for a data directory. */
function hashOf(dataDir: string): string {
  return createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16)
}

/**
 * The folder for the cluster and for a copy of the server: the data directory, or, where the server's account cannot
 * reach that (below /root, say), a folder in /var/lib/haechi that the data directory's file `pg-location` names.
 */
export function clusterHome(dataDir: string, account: Account | undefined): string {
  const pointer = join(dataDir, 'pg-location')
  if (existsSync(pointer)) {
    const home = readFileSync(pointer, 'utf8').trim()
    mkdirSync(home, { recursive: true, mode: 0o755 })
    return home
  }
  if (!account || canReach(dataDir, account)) return dataDir
  const home = join(SYSTEM_HOME, hashOf(dataDir))
  mkdirSync(home, { recursive: true, mode: 0o755 })
  writeFileSync(pointer, `${home}\n`)
  return home
}

/** The folder of the server's socket: the cluster, or a private one in the temporary folder when the path is too long. */
export function socketFolder(cluster: string, dataDir: string, account: Account | undefined): string {
  if (Buffer.byteLength(join(cluster, '.s.PGSQL.5432.lock')) <= MAX_SOCKET_PATH) return cluster
  const owner = account?.uid ?? process.getuid!()
  const folder = join(tmpdir(), `haechi-${owner}-${hashOf(dataDir)}`)
  try {
    mkdirSync(folder, { mode: 0o700 })
    if (account) chownSync(folder, account.uid, account.gid)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  }
  const stat = lstatSync(folder)
  // The temporary folder is everybody's: somebody else may have put a trap there.
  if (!stat.isDirectory() || stat.uid !== owner || (stat.mode & 0o077) !== 0)
    throw new CannotOpen(
      `${folder} is not a private folder of user ${owner}. Remove it, or choose a data directory with a shorter path.`,
    )
  return folder
}
