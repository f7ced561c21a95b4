import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOG_FILE, type Catalog } from './catalog.ts'

/** Replaces the catalog in one step that survives a crash: whoever reads sees the old one or the new one. */
export function writeCatalog(dir: string, catalog: Catalog): void {
  const aside = join(dir, `${CATALOG_FILE}.new`)
  const file = openSync(aside, 'w', 0o600)
  try {
    writeSync(file, JSON.stringify(catalog))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(aside, join(dir, CATALOG_FILE))
  syncFolder(dir)
}

/** Makes the names in a folder durable. */
export function syncFolder(dir: string): void {
  const folder = openSync(dir, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Makes the content of a file durable. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
