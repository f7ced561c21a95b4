// Runs a TypeScript file of this repository: node scripts/run.mjs FILE.ts [arguments]
import { rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { basisInEsbuild } from './basis.mjs'
import { kernelsInEsbuild } from './kernels.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [file, ...rest] = process.argv.slice(2)
if (!file) {
  console.error('usage: node scripts/run.mjs FILE.ts [arguments]')
  process.exit(2)
}
const built = join(root, '.cache', `run-${process.pid}`, `${basename(file, '.ts')}.mjs`)
await build({
  entryPoints: [join(root, file)],
  outfile: built,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
  plugins: [kernelsInEsbuild, basisInEsbuild],
})
process.on('exit', () => rmSync(dirname(built), { recursive: true, force: true }))
process.argv = [process.argv[0], join(root, file), ...rest]
await import(pathToFileURL(built).href)
