// Compiles the kernels (AssemblyScript, in kernels/) to WebAssembly, for the build, for tests and for benchmarks.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const PREFIX = 'virtual:kernel/'

const COMMON = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd']
/** How each kernel's memory is laid out, in pages of 64 KiB. */
const OPTIONS = {
  // room for pictures of 512 x 512 at the start, and for 4096 x 4096 at the most
  pdq: ['--memoryBase', '0', '--initialMemory', '51', '--maximumMemory', '4096'],
  // as large as each index needs, up to all that can be addressed, and shared by threads
  'hash-index': [
    ...['--importMemory', '--memoryBase', '0', '--maximumMemory', '65536'],
    ...['--enable', 'threads', '--sharedMemory'],
  ],
  resize: ['--memoryBase', '0', '--initialMemory', '1'],
  render: ['--importMemory', '--memoryBase', '0'],
}

/** The bytes of a kernel, compiled anew only when its source, its options or the compiler changed. */
async function compileKernel(name) {
  const file = join(root, 'kernels', `${name}.ts`)
  const source = readFileSync(file, 'utf8')
  const options = [...COMMON, ...OPTIONS[name]]
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8'))
  const key = createHash('sha256')
    .update(JSON.stringify([version, options, source]))
    .digest('hex')
  const cached = join(root, '.cache/kernels', `${name}-${key.slice(0, 16)}.wasm`)
  if (existsSync(cached)) return readFileSync(cached)
  const { main } = await import('assemblyscript/asc')
  let bytes
  const { error, stderr } = await main([`${name}.ts`, '--outFile', `${name}.wasm`, ...options], {
    readFile: (path) => (path === `${name}.ts` ? source : null),
    writeFile(path, content) {
      if (path === `${name}.wasm`) bytes = content
    },
    listFiles: () => [],
  })
  if (error) throw new Error(`kernels/${name}.ts does not compile: ${error.message}\n${stderr}`)
  mkdirSync(dirname(cached), { recursive: true })
  const aside = `${cached}.${process.pid}`
  writeFileSync(aside, bytes)
  renameSync(aside, cached)
  return bytes
}

async function moduleOf(id) {
  const bytes = await compileKernel(id.slice(PREFIX.length))
  return `export const kernel = ${JSON.stringify(Buffer.from(bytes).toString('base64'))}`
}

/** For esbuild: `import { kernel } from 'virtual:kernel/NAME'` is the kernel's bytes in base64. */
export const kernelsInEsbuild = {
  name: 'kernels',
  setup(build) {
    build.onResolve({ filter: /^virtual:kernel\// }, ({ path }) => ({ path, namespace: 'kernel' }))
    build.onLoad({ filter: /.*/, namespace: 'kernel' }, async ({ path }) => ({
      contents: await moduleOf(path),
    }))
  },
}

/** The same for Vite and Vitest. */
export const kernelsInVite = {
  name: 'kernels',
  enforce: 'pre',
  resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
  load: (id) => (id.startsWith(`\0${PREFIX}`) ? moduleOf(id.slice(1)) : null),
}
