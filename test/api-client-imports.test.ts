import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('the SDK runs in browsers: nothing it imports is of Node, and zod is its only package', async () => {
  const { metafile } = await build({
    entryPoints: ['src/client/client.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    logLevel: 'silent',
  })
  const inputs = Object.keys(metafile.inputs)
  expect(inputs).toContain('src/client/client.ts')
  const packages = inputs
    .filter((path) => path.includes('node_modules/'))
    .map((path) => path.split('node_modules/').at(-1)!.split('/')[0])
  expect([...new Set(packages)]).toEqual(['zod'])
})
