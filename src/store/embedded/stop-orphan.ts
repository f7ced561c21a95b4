import { readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLine, isAlive, processIdentity, workingFolder } from './process-identity.ts'

/** The first line of the cluster's postmaster.pid: the server's process id. */
export function serverPid(cluster: string): number | undefined {
  return pidIn(join(cluster, 'postmaster.pid'))
}

function pidIn(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

/**
 * Stops the server that a killed Haechi has left on this cluster; the caller holds the data directory's lock.
 * Returns its process id, or undefined when there was none.
 */
export async function stopOrphan(cluster: string): Promise<number | undefined> {
  const pid = serverPid(cluster)
  if (pid === undefined) return undefined
  if (!isAlive(pid)) return undefined
  if (!servesCluster(pid, cluster)) {
    // The id went to another process since; Postgres would take that one for a server and refuse to start.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    return undefined
  }
  await stopServer(pid)
  // One stopped by force leaves its file behind, and while nobody reaps it Postgres would take it for alive.
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  return pid
}

/**
 * Removes the lock beside a socket when the server that it names is gone. One that was moved or killed leaves it
 * behind, and Postgres takes any process with that id, even one that nobody reaped, for the server.
 */
export function clearSocketLock(socketFolder: string, cluster: string): void {
  const path = join(socketFolder, '.s.PGSQL.5432.lock')
  const pid = pidIn(path)
  if (pid !== undefined && !(processIdentity(pid) && servesCluster(pid, cluster)))
    rmSync(path, { force: true })
}

/** A server works in its cluster's folder, by whatever path it was started; where that is not told, its arguments are. */
function servesCluster(pid: number, cluster: string): boolean {
  const folder = workingFolder(pid)
  if (folder !== undefined) return folder === realpathSync(cluster)
  return `${commandLine(pid)} `.includes(` -D ${cluster} `)
}

/** Stops a server: fast, then at once, then by force. */
export async function stopServer(pid: number): Promise<void> {
  const identity = processIdentity(pid)
  for (const [signal, waitMs] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < waitMs; waited += 10) {
      if (identity === undefined || processIdentity(pid) !== identity) return
      await sleep(10)
    }
  }
}
