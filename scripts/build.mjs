// Builds dist/ from src/ with esbuild (types are checked by `npm run types`, not here), only when something changed.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { basisInEsbuild } from './basis.mjs'
import { kernelsInEsbuild } from './kernels.mjs'
import { labIdentity } from './lab-identity.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

/** Newest modification time below a path, in ms since the epoch. */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs)
}

function entryPoints(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entryPoints(path)
    return entry.name.endsWith('.worker.ts') ? [path] : []
  })
}

/** What pages of the console are made from: its own folder, and what it shares with the server. */
const CONSOLE_SOURCES = [
  'console',
  'client',
  'core',
  'access',
  'review',
  'enforcement',
  'pack',
  'rules',
  'api',
]

/** Builds the console's pages into a folder, or takes those that were built from the same sources. */
async function buildConsole(aside, force) {
  const built = join(dist, 'console/index.html')
  const changed = Math.max(
    ...CONSOLE_SOURCES.map((folder) => newest(join(root, 'src', folder))),
    statSync(join(root, 'package.json')).mtimeMs,
  )
  if (!force && existsSync(built) && statSync(built).mtimeMs > changed) {
    cpSync(join(dist, 'console'), join(aside, 'console'), { recursive: true, preserveTimestamps: true })
    return
  }
  const { bundleConsole } = await import('./build-console.mjs')
  await bundleConsole(join(root, 'src/console'), join(aside, 'console'))
}

/** Builds when dist/ is older than the sources. Returns the path of the built main module. */
export async function build({ force = false } = {}) {
  const main = join(dist, 'main.js')
  const source = join(root, 'src')
  if (!existsSync(source)) return main
  const changed = Math.max(
    ...[source, join(root, 'kernels')].map(newest),
    statSync(join(root, 'package.json')).mtimeMs,
  )
  if (!force && existsSync(main) && statSync(main).mtimeMs > changed) return main
  const { build: bundle, stop } = await import('esbuild').catch(() => {
    throw new Error(
      'haechi is not built and esbuild is not installed; run `npm ci` (with development packages) first',
    )
  })
  // Built aside and moved into place, so that two starts at once never see half a build.
  const aside = join(root, `.cache/dist-${process.pid}`)
  mkdirSync(dirname(aside), { recursive: true })
  const { metafile } = await bundle({
    absWorkingDir: root,
    metafile: true,
    entryPoints: [
      join(source, 'main.ts'),
      join(source, 'client/client.ts'),
      join(source, 'lab/text/text.ts'),
      join(source, 'stats/stats.ts'),
      ...entryPoints(source),
    ],
    outdir: aside,
    outbase: source,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [kernelsInEsbuild, basisInEsbuild],
  })
  const identity = labIdentity(root, metafile, 'src/lab/run/learn.worker.ts')
  writeFileSync(join(aside, 'lab-identity.json'), JSON.stringify(identity))
  await buildConsole(aside, force)
  await stop() // else its own process would live as long as the service
  const old = join(root, `.cache/old-${process.pid}`)
  if (existsSync(dist)) renameSync(dist, old)
  try {
    renameSync(aside, dist)
  } catch (fault) {
    if (!existsSync(main)) throw fault // another start has put its equal build there first
    rmSync(aside, { recursive: true, force: true })
  }
  rmSync(old, { recursive: true, force: true })
  return main
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build({ force: true })
