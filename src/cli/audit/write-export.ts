import { open, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CliFailure } from '../failure.ts'
import type { Chain } from './read-chain.ts'

/** Writes a chain into a file, whole or not at all: an entry a line, and its end as the last line. Gives the number of entries. */
export async function writeExport(cwd: string, file: string, { head, entries }: Chain): Promise<number> {
  const path = resolve(cwd, file)
  const aside = `${path}.part`
  const handle = await open(aside, 'w', 0o600).catch((fault: NodeJS.ErrnoException) => {
    throw new CliFailure('usage', `${file} cannot be written (${fault.code})`, fault)
  })
  let count = 0
  try {
    for await (const entry of entries) {
      await handle.write(`${JSON.stringify(entry)}\n`)
      count++
    }
    await handle.write(`${JSON.stringify({ head })}\n`)
    await handle.sync()
    await handle.close()
    await rename(aside, path)
  } catch (fault) {
    await handle.close().catch(() => undefined)
    await rm(aside, { force: true })
    throw fault
  }
  return count
}
