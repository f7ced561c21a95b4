import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { socketFolder } from '../src/store/embedded/cluster-home.ts'
import { serverAccount } from '../src/store/embedded/server-account.ts'
import { bundleFixture } from './bundle.fixture.ts'

/** A folder of its own for a test, which a server that runs as another user can pass through. */
export function freshFolder(name = 'haechi-test-'): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  chmodSync(folder, 0o755)
  return folder
}

export function removeFolder(folder: string): void {
  const pointer = join(folder, 'pg-location')
  if (existsSync(pointer))
    rmSync(readFileSync(pointer, 'utf8').trim(), { recursive: true, force: true, maxRetries: 20 })
  // Whoever was killed may still be writing its last.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
}

/** How `pg` reaches the embedded server of a data directory. */
export function connectionOf(dataDir: string): pg.ClientConfig & { host: string; password: string } {
  const pointer = join(dataDir, 'pg-location')
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataDir
  return {
    host: socketFolder(join(home, 'pg'), dataDir, serverAccount()),
    user: 'haechi',
    password: readFileSync(join(dataDir, 'pg-password'), 'utf8').trim(),
    database: 'postgres',
  }
}

export function databaseUrlOf(dataDir: string): string {
  const { host, password } = connectionOf(dataDir)
  return `postgres://haechi:${password}@/postgres?host=${encodeURIComponent(host)}`
}

/** Runs SQL beside the store, on a connection of its own. */
export async function sql<Row extends pg.QueryResultRow>(
  connection: pg.ClientConfig,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Empties tables of a service that runs. */
export async function emptied(connection: pg.ClientConfig, tables: string): Promise<void> {
  for (;;)
    try {
      return void (await sql(connection, `truncate ${tables}`))
    } catch (fault) {
      // The service was at them in another order; of the two that wait for each other, Postgres ends one.
      if ((fault as { code?: string }).code !== '40P01') throw fault
    }
}

export interface Child {
  readonly process: ChildProcess
  readonly lines: Record<string, unknown>[]
  /** Resolves with the first line that has this key; rejects when the child ends without. */
  line(key: string): Promise<Record<string, unknown>>
  readonly exited: Promise<void>
}

let bundle: Promise<string> | undefined

/** Starts the reduced Haechi of store-child.fixture.ts in a process of its own, by `prefix` when given. */
export async function startChild(
  dataDir: string,
  what: 'hold' | 'load' | 'labels',
  prefix: string[] = [],
): Promise<Child> {
  bundle ??= bundleFixture('store-child')
  const [command, ...args] = [...prefix, process.execPath, await bundle, dataDir, what]
  const child = spawn(command!, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: Record<string, unknown>[] = []
  const waiting: (() => void)[] = []
  let ended = false
  const wake = () => {
    for (const look of [...waiting]) look()
  }
  const reader = createInterface({ input: child.stdout! })
  reader.on('line', (text) => {
    lines.push(JSON.parse(text))
    wake()
  })
  // Its output ends a moment before the process does, and its last lines may come a moment after.
  const exited = Promise.all([once(reader, 'close'), once(child, 'exit')]).then(() => {
    ended = true
    wake()
  })
  return {
    process: child,
    lines,
    exited,
    line: (key) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find((line) => key in line)
          if (found) resolve(found)
          else if (ended) reject(new Error(`the child ended without ${key}: ${JSON.stringify(lines.at(-1))}`))
        }
        waiting.push(look)
        look()
      }),
  }
}

/** How often a store applies retention whose tests say themselves when, and as of when. */
export const BY_HAND = Number.POSITIVE_INFINITY

/** Waits until something holds; the test's own time limit ends it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}
