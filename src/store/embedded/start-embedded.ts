import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CannotOpen } from '../cannot-open.ts'
import type { Log } from '../log.ts'
import { findBinaries } from './binaries.ts'
import { clusterHome, socketFolder } from './cluster-home.ts'
import { lockDataDir } from './data-dir-lock.ts'
import { hasRoom } from './disk-room.ts'
import { initCluster, SUPERUSER } from './init-cluster.ts'
import { serverAccount } from './server-account.ts'
import { serverSettings } from './settings.ts'
import { socketAnswers } from './socket-answers.ts'
import { clearSocketLock, stopOrphan } from './stop-orphan.ts'
import { supervise } from './supervisor.ts'

export interface EmbeddedServer {
  /** How to connect, in the words of `pg`. */
  readonly connection: {
    readonly host: string
    readonly port: number
    readonly user: string
    readonly password: string
    readonly database: string
  }
  /** Process id of the server; undefined while it is down. */
  pid(): number | undefined
  /** Whether the server's disk has room for it to work. */
  hasRoom(): boolean
  stop(): Promise<void>
}

/** Starts the Postgres of a data directory, which is made when missing, and keeps it running. Throws `CannotOpen`. */
export async function startEmbedded(folder: string, log: Log): Promise<EmbeddedServer> {
  const dataDir = resolve(folder)
  let unlock: () => void
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
    unlock = await lockDataDir(dataDir)
  } catch (fault) {
    throw cannotUse(fault, dataDir)
  }
  try {
    const account = serverAccount()
    const home = clusterHome(dataDir, account)
    const binaries = findBinaries(account, home)
    const password = passwordOf(dataDir)
    const cluster = await initCluster(binaries, home, account, password)
    const orphan = await stopOrphan(cluster)
    if (orphan !== undefined)
      log({ level: 'warn', message: `Stopped Postgres ${orphan}, which a killed Haechi had left behind.` })
    const host = socketFolder(cluster, dataDir, account)
    // Process ids do not reach across containers, but a socket on a shared volume does.
    if (await socketAnswers(join(host, '.s.PGSQL.5432')))
      throw new CannotOpen(
        `A Postgres that cannot be seen from here, perhaps of a Haechi in another container, serves ${cluster}. Stop that one first, or choose another --data-dir.`,
      )
    clearSocketLock(host, cluster)
    const supervisor = await supervise(
      {
        postgres: binaries.postgres,
        cluster,
        settings: serverSettings(host),
        account,
        logFile: join(dataDir, 'postgres.log'),
      },
      log,
    )
    return {
      connection: { host, port: 5432, user: SUPERUSER, password, database: 'postgres' },
      pid: () => supervisor.pid(),
      hasRoom: () => hasRoom(cluster),
      async stop() {
        await supervisor.stop()
        unlock()
      },
    }
  } catch (fault) {
    unlock()
    throw cannotUse(fault, dataDir)
  }
}

/** A full disk in words, where Node itself met it; other faults as they are. */
function cannotUse(fault: unknown, dataDir: string): unknown {
  const { code } = fault as NodeJS.ErrnoException
  switch (code) {
    case 'ENOSPC':
      return new CannotOpen(
        `The disk of ${dataDir} is full. Make room on it (64 MB at least), or choose another --data-dir.`,
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new CannotOpen(
        `This user may not write to the data directory ${dataDir} (${code}). Give it to this user, or choose another --data-dir.`,
      )
    case 'EEXIST':
    case 'ENOTDIR':
      return new CannotOpen(
        `The data directory ${dataDir} cannot be made: a file stands in its way. Choose another --data-dir.`,
      )
    default:
      return fault
  }
}

function passwordOf(dataDir: string): string {
  const path = join(dataDir, 'pg-password')
  if (!existsSync(path)) {
    const draft = `${path}.new`
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 })
    renameSync(draft, path)
  }
  return readFileSync(path, 'utf8').trim()
}
