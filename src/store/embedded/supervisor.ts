import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotOpen } from '../cannot-open.ts'
import type { Log } from '../log.ts'
import { hasRoom } from './disk-room.ts'
import type { Account } from './server-account.ts'
import { stopServer } from './stop-orphan.ts'

export interface ServerCommand {
  readonly postgres: string
  readonly cluster: string
  readonly settings: readonly string[]
  readonly account: Account | undefined
  /** Where the server's own log goes. */
  readonly logFile: string
}

export interface Supervisor {
  /** Process id of the server; undefined while it is down. */
  pid(): number | undefined
  stop(): Promise<void>
}

const READY_WITHIN_MS = 300_000
const BACKOFF_MS = { first: 50, most: 5000 }
/** A server that lived this long was well: the next restart after it comes at once. */
const WELL_AFTER_MS = 10_000
const MAX_LOG_BYTES = 10_000_000

/** Starts the server and keeps it running: when it dies, it is started again, at growing intervals. */
export async function supervise(command: ServerCommand, log: Log): Promise<Supervisor> {
  let server: Server | undefined
  const stopping = new AbortController()
  let restarting: Promise<void> = Promise.resolve()
  let backoffMs = BACKOFF_MS.first

  function keep(running: Server): void {
    server = running
    const since = performance.now()
    running.exited.then((how) => {
      server = undefined
      if (stopping.signal.aborted) return
      if (performance.now() - since > WELL_AFTER_MS) backoffMs = BACKOFF_MS.first
      log({ level: 'warn', message: `The embedded Postgres has stopped (${how}); starting it again.` })
      restarting = restart()
    })
  }

  async function restart(): Promise<void> {
    let said: string | undefined
    for (;;) {
      await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      backoffMs = Math.min(backoffMs * 2, BACKOFF_MS.most)
      try {
        const next = await startServer(command, stopping.signal)
        log({ level: 'info', message: `The embedded Postgres runs again, as process ${next.pid}.` })
        if (stopping.signal.aborted) await stopServer(next.pid)
        else keep(next)
        return
      } catch (fault) {
        const { message } = fault as Error
        // On a full disk it fails every few seconds, for the same reason: once is enough.
        if (message !== said && !stopping.signal.aborted) log({ level: 'error', message })
        said = message
      }
    }
  }

  // A server killed the hard way leaves helpers behind for a moment, and no other can start before they are gone.
  for (let tries = 1; server === undefined; tries++)
    try {
      keep(await startServer(command, stopping.signal))
    } catch (fault) {
      if (tries === 8) throw fault
      await sleep(50 * tries)
    }

  return {
    pid: () => server?.pid,
    async stop() {
      stopping.abort()
      if (server) {
        const { pid, exited } = server
        await stopServer(pid)
        await exited
      }
      await restarting
    },
  }
}

interface Server {
  readonly pid: number
  /** Resolves with how it ended. */
  readonly exited: Promise<string>
}

async function startServer(
  { postgres, cluster, settings, account, logFile }: ServerCommand,
  stopping: AbortSignal,
): Promise<Server> {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) truncateSync(logFile)
  const out = openSync(logFile, 'a', 0o600)
  // Detached: Ctrl-C in the terminal is for Haechi, which first finishes what it has.
  const child = spawn(postgres, ['-D', cluster, ...settings], {
    ...account,
    cwd: cluster,
    detached: true,
    stdio: ['ignore', out, out],
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
  })
  closeSync(out)
  child.unref()
  let ended: string | undefined
  const exited = new Promise<string>((resolve) => {
    const end = (how: string) => {
      ended = how
      resolve(how)
    }
    child.once('error', (fault) => end((fault as NodeJS.ErrnoException).code ?? fault.message))
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`))
  })
  // Recovery after a crash can take minutes; whoever wants to stop need not wait for it.
  for (let waited = 0; ended === undefined && waited < READY_WITHIN_MS && !stopping.aborted; waited += 10) {
    if (isReady(cluster, child.pid)) return { pid: child.pid!, exited }
    await Promise.race([sleep(10), exited])
  }
  if (ended === undefined) await stopServer(child.pid!)
  if (!hasRoom(cluster))
    throw new CannotOpen(
      `The embedded Postgres did not start (${ended ?? 'it was not ready in time'}): the disk of ${cluster} is full; make room on it.`,
    )
  throw new CannotOpen(
    `The embedded Postgres did not start (${ended ?? 'it was not ready in 5 minutes'}); ${logFile} says why. Mend that, or set DATABASE_URL to a Postgres 15 or later.`,
  )
}

/** Line 8 of postmaster.pid tells the server's state (PostgreSQL source, miscadmin.h, LOCK_FILE_LINE_PM_STATUS). */
function isReady(cluster: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}
