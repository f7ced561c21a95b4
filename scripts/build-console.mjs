// Builds the console's pages with Vite, each asset also as brotli and gzip beside it.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const VIRTUAL = 'virtual:routes'

/** Method and path of every route of the contract; schemas and words stay on the server. */
async function routeTable() {
  const { build } = await import('esbuild')
  const file = join(root, `.cache/routes-${process.pid}.mjs`)
  mkdirSync(dirname(file), { recursive: true })
  await build({
    entryPoints: [join(root, 'src/api/contract/routes.ts')],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  })
  try {
    const { ROUTES } = await import(pathToFileURL(file).href)
    return Object.fromEntries(
      Object.entries(ROUTES).map(([name, { method, path }]) => [name, [method, path]]),
    )
  } finally {
    rmSync(file)
  }
}

export async function bundleConsole(source, outDir) {
  // Vite takes React for development otherwise when tests build: it reads this variable, whatever the mode.
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  const table = await routeTable()
  await build({
    root: source,
    base: '/console/',
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'routes',
        enforce: 'pre',
        resolveId(id, importer) {
          if (id.startsWith('node:')) throw new Error(`${importer} needs ${id}: pages run in browsers`)
          return id === VIRTUAL ? `\0${VIRTUAL}` : null
        },
        load: (id) => (id === `\0${VIRTUAL}` ? `export const PATHS = ${JSON.stringify(table)}` : null),
      },
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // The first to know light-dark(), in which each colour is said once for both.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      // Every asset is a file: data: URLs would have to be allowed for scripts and styles.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        // Libraries mark files for servers that render; there is none here.
        onLog: (level, log, tell) => log.code === 'MODULE_LEVEL_DIRECTIVE' || tell(level, log),
      },
      chunkSizeWarningLimit: 1000,
    },
  })
  if (NODE_ENV === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = NODE_ENV
  const assets = join(outDir, 'assets')
  await Promise.all(readdirSync(assets).map((name) => compress(join(assets, name))))
}

async function compress(path) {
  const text = readFileSync(path)
  if (text.length < 512) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  writeFileSync(`${path}.br`, await promisify(brotliCompress)(text, { params }))
  writeFileSync(`${path}.gz`, await promisify(gzip)(text, { level: 9 }))
}
