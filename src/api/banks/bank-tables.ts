import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MemberIndex } from '../../signals/hash/banks/member-index.ts'
import type { SharedSegment } from '../../signals/hash/hash-segment.ts'
import type { IndexThreads } from '../../signals/hash/index-threads.ts'

const NAME = /^hash-tables-(\d+)\.bin$/

/** Reads the tables of banks that lie in a folder, by bank; those that are damaged are left out, and built anew. */
export async function readBankTables(
  dir: string,
  threads: IndexThreads,
): Promise<ReadonlyMap<number, SharedSegment>> {
  const found = new Map<number, SharedSegment>()
  for (const [name, bank] of await tablesIn(dir)) {
    const segment = await threads.load(join(dir, name))
    if (segment !== undefined) found.set(bank, segment)
  }
  return found
}

/** Writes the tables that changed, and takes away those of banks that have none any more. */
export async function writeBankTables(dir: string, index: MemberIndex): Promise<void> {
  const kept = new Set(await index.save((bank) => join(dir, `hash-tables-${bank}.bin`)))
  for (const [name, bank] of await tablesIn(dir))
    if (!kept.has(bank)) await rm(join(dir, name), { force: true })
}

async function tablesIn(dir: string): Promise<[name: string, bank: number][]> {
  const names = await readdir(dir).catch(() => [])
  return names.flatMap((name) => {
    const bank = NAME.exec(name)?.[1]
    return bank === undefined ? [] : [[name, Number(bank)] as [string, number]]
  })
}
