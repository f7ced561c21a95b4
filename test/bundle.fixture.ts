import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { basisInEsbuild } from '../scripts/basis.mjs'
import { kernelsInEsbuild } from '../scripts/kernels.mjs'

/** Bundles a fixture that is to run in a process of its own, and gives the path of the module. */
export async function bundleFixture(name: string): Promise<string> {
  const outfile = join(import.meta.dirname, '..', '.cache', `${name}-${process.pid}`, 'child.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.fixture.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    plugins: [kernelsInEsbuild, basisInEsbuild],
    logLevel: 'error',
  })
  process.on('exit', () => rmSync(join(outfile, '..'), { recursive: true, force: true }))
  return outfile
}
