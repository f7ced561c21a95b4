// The transcoder of KTX2 textures that ships with three (Basis Universal by Binomial, Apache-2.0), as a module of its own.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(
  dirname(dirname(fileURLToPath(import.meta.url))),
  'node_modules/three/examples/jsm/libs/basis',
)
const ID = 'virtual:basis'

/** Its script wants to find out where it runs and to read its own file: here it is given its bytes, and finds nothing. */
function basisModule() {
  const script = readFileSync(join(folder, 'basis_transcoder.js'), 'utf8')
  const wasm = readFileSync(join(folder, 'basis_transcoder.wasm')).toString('base64')
  return [
    '/*! Basis Universal transcoder, Copyright Binomial LLC, Apache-2.0, https://github.com/BinomialLLC/basis_universal */',
    'const process = undefined',
    'const module = { exports: {} }',
    'const exports = module.exports',
    script,
    'export const makeBasis = module.exports',
    `export const wasm = ${JSON.stringify(wasm)}`,
  ].join('\n')
}

/** For esbuild: `import { makeBasis, wasm } from 'virtual:basis'`. */
export const basisInEsbuild = {
  name: 'basis',
  setup(build) {
    build.onResolve({ filter: /^virtual:basis$/ }, ({ path }) => ({ path, namespace: 'basis' }))
    build.onLoad({ filter: /.*/, namespace: 'basis' }, () => ({ contents: basisModule() }))
  },
}

/** The same for Vite and Vitest. */
export const basisInVite = {
  name: 'basis',
  enforce: 'pre',
  resolveId: (id) => (id === ID ? `\0${ID}` : null),
  load: (id) => (id === `\0${ID}` ? basisModule() : null),
}
