import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** A file of the console as it is served: as it is, and compressed where that was worth it. */
export interface PageFile {
  readonly type: string
  readonly plain: Buffer
  readonly br: Buffer | undefined
  readonly gzip: Buffer | undefined
}

/** The console's pages as they were built. */
export interface Pages {
  /** The one document; its script shows the page that the address asks for. */
  readonly document: Buffer
  /** By name below `/console/assets/`; each name holds a hash of what is in it. */
  readonly assets: ReadonlyMap<string, PageFile>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
}

/** Reads the built console; undefined when it was not built. */
export function readPages(dir: string): Pages | undefined {
  if (!existsSync(join(dir, 'index.html'))) return undefined
  const assets = join(dir, 'assets')
  const names = readdirSync(assets)
  const read = (name: string) => (names.includes(name) ? readFileSync(join(assets, name)) : undefined)
  return {
    document: readFileSync(join(dir, 'index.html')),
    assets: new Map(
      names.flatMap((name) => {
        const type = TYPES[extname(name)]
        if (type === undefined) return []
        const file = { type, plain: read(name)!, br: read(`${name}.br`), gzip: read(`${name}.gz`) }
        return [[name, file] as const]
      }),
    ),
  }
}
