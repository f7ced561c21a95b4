import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalog } from './catalog.ts'

/** Files in the history's folder that the catalog does not name: left by a crash, or replaced. Paths below the folder. */
export function strayFiles(dir: string, catalog: Catalog): string[] {
  const known = new Set(catalog.files.map(({ path }) => path))
  const stray: string[] = []
  for (const type of folders(dir, /^type=/))
    for (const day of folders(join(dir, type), /^day=/))
      for (const file of readdirSync(join(dir, type, day))) {
        const path = `${type}/${day}/${file}`
        if (!known.has(path)) stray.push(path)
      }
  return stray
}

/** Removes files, and the folders that are empty then. Those that are gone already do not matter. */
export function removeFiles(dir: string, paths: Iterable<string>): void {
  for (const path of paths) {
    rmSync(join(dir, path), { force: true })
    const [type, day] = path.split('/') as [string, string]
    for (const folder of [join(dir, type, day), join(dir, type)])
      try {
        if (readdirSync(folder).length > 0) break
        rmSync(folder, { recursive: true })
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
      }
  }
}

function folders(dir: string, name: RegExp): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && name.test(entry.name))
      .map((entry) => entry.name)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw fault
  }
}
