import type { ReadEntries, ReadEntry, ReadPieces } from '../bank-entry.ts'
import type { BankEntry, ExportedMember } from '../ports.ts'
import type { ExportedBank } from './exported-bank.ts'

export async function all(reads: ReadEntries | ReadPieces): Promise<ReadEntry[]> {
  const found: ReadEntry[] = []
  for await (const read of reads) found.push(...[read].flat())
  return found
}

/** What was read, each of which must be an entry. */
export async function entries(reads: ReadEntries | ReadPieces): Promise<BankEntry[]> {
  return (await all(reads)).map((read) => {
    if ('entry' in read) return read.entry
    throw new Error(`line ${read.line}: ${'bad' in read ? read.bad : read.left}`)
  })
}

/** A bank of these, as the store gives it. */
export function these(members: readonly ExportedMember[]): ExportedBank {
  return {
    async *members() {
      yield* members
    },
    async *underIds(prefix) {
      const under = members.flatMap(({ ids, ...member }) => ids.map((id) => ({ ...member, id })))
      yield* under
        .filter(({ id }) => id.startsWith(prefix))
        .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.member - b.member))
    },
  }
}

export async function text(pieces: AsyncIterable<string>): Promise<string> {
  let whole = ''
  for await (const piece of pieces) whole += piece
  return whole
}

/** The same text cut at every place, so that nothing hangs on where pieces end. */
export function cutEverywhere(whole: string): string[] {
  return [...whole]
}

export function member(more: Partial<ExportedMember>): ExportedMember {
  return {
    ...{ member: 1, type: 'pdq', value: 'f0'.repeat(32), ids: [], state: 'active', tags: [] },
    changedMs: Date.UTC(2026, 0, 2, 3, 4, 5),
    ...more,
  }
}
