import { statfsSync } from 'node:fs'

/** What Postgres needs to go on: it makes its log in files of 16 MB, and wants some for tables. */
export const ENOUGH_BYTES = 64_000_000

/** Whether the disk under a folder has room for a server to work; true where that cannot be told. */
export function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ENOUGH_BYTES
  } catch {
    return true
  }
}
