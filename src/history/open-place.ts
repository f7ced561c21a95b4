import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { HistoryPlace } from './ports.ts'

const FILE = 'place'

/** The name that a history's folder keeps, so that the database knows whether it has followed an erasure. */
export function openPlace(dir: string): HistoryPlace {
  const path = join(dir, FILE)
  const name = `${hostname()}:${dir}`
  try {
    const id = readFileSync(path, 'utf8').trim()
    if (/^[0-9a-f-]{36}$/.test(id)) return { id, name }
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
  }
  const id = randomUUID()
  writeFileSync(path, `${id}\n`, { mode: 0o600 })
  return { id, name }
}
