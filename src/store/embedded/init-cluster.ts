import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CannotOpen } from '../cannot-open.ts'
import type { Binaries } from './binaries.ts'
import { hasRoom } from './disk-room.ts'
import type { Account } from './server-account.ts'

export const SUPERUSER = 'haechi'

/**
 * Makes the cluster in `home/pg` when there is none, and returns its path.
 * Throws `CannotOpen` when the one there belongs to another major version, or initdb fails.
 */
export async function initCluster(
  binaries: Binaries,
  home: string,
  account: Account | undefined,
  password: string,
): Promise<string> {
  const cluster = join(home, 'pg')
  const version = join(cluster, 'PG_VERSION')
  if (existsSync(version)) {
    const major = readFileSync(version, 'utf8').trim()
    if (major !== binaries.major)
      throw new CannotOpen(
        `The database in ${cluster} was made by Postgres ${major}, and this Haechi brings Postgres ${binaries.major}. Start the Haechi that made it and move the data with pg_dump, or choose another --data-dir.`,
      )
    return cluster
  }
  if (existsSync(cluster))
    throw new CannotOpen(
      `${cluster} exists but holds no Postgres cluster. Move it away, or choose another --data-dir.`,
    )
  // Made aside and moved into place, so that an interrupted start leaves nothing half-made.
  const draft = join(home, 'pg.new')
  const passwordFile = join(home, 'pg.new.password')
  rmSync(draft, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid)
  const args = [
    ...['-D', draft, '-U', SUPERUSER, '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256'],
    ...[
      `--pwfile=${passwordFile}`,
      '--no-instructions',
      '-c',
      'shared_buffers=16MB',
      '-c',
      'max_connections=28',
    ],
    // Of the whole file system at once: a file at a time takes seconds.
    ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ]
  try {
    await promisify(execFile)(binaries.initdb, args, {
      ...account,
      cwd: home,
      env: { LC_ALL: 'C', TZ: 'UTC' },
    })
  } catch (fault) {
    const said = String((fault as { stderr?: string }).stderr ?? (fault as Error).message).trim()
    if (/look up effective user ID/.test(said))
      throw new CannotOpen(
        `User id ${account?.uid ?? process.getuid?.()} has no line in /etc/passwd, which Postgres needs to make its database. Add one (in a container: run as a user that the image has), or set DATABASE_URL to a Postgres 15 or later.`,
      )
    if (!hasRoom(home))
      throw new CannotOpen(
        `The disk of ${home} has no room for a database (64 MB at least). Make room on it, or choose another --data-dir.`,
      )
    throw new CannotOpen(
      `The embedded Postgres could not make its database in ${cluster}: ${said.split('\n').at(-1) ?? ''}. Mend that, or set DATABASE_URL to a Postgres 15 or later.`,
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, cluster)
  return cluster
}
