import { createMemberIndex, type MemberIndex } from '../../signals/hash/banks/member-index.ts'
import { MEMBER_BYTES } from '../../signals/hash/banks/packed-members.ts'
import type { ChangeCursor, HashBankStore, PackedMembers } from '../../signals/hash/banks/ports.ts'
import type { IndexThreads } from '../../signals/hash/index-threads.ts'
import { readBankSnapshot } from './bank-snapshot.ts'
import { readBankTables } from './bank-tables.ts'

/** So many members come at once. */
const PAGE = 100_000
/** Behind so many changes, everything is read anew. */
const MOST_CHANGES = 300_000

export interface LoadedMembers {
  readonly index: MemberIndex
  readonly cursor: ChangeCursor
  readonly from: 'snapshot' | 'database'
}

export interface LoadMembersParts {
  readonly store: Pick<HashBankStore, 'head' | 'packed' | 'changed'>
  /** Where the snapshot lies; undefined: none is kept. */
  readonly dir: string | undefined
  readonly databaseId: string
  readonly threads?: IndexThreads | undefined
  /** Told when tables could not be built aside. */
  readonly failed?: (fault: unknown) => void
}

/** Makes the index of all members: from the snapshot and what changed since, or else from the database. */
export async function loadMembers(parts: LoadMembersParts): Promise<LoadedMembers> {
  const { store, dir, databaseId, threads, failed = () => {} } = parts
  const [snapshot, saved] = await Promise.all([
    dir === undefined ? undefined : readBankSnapshot(dir, databaseId),
    dir === undefined || threads === undefined ? undefined : readBankTables(dir, threads),
  ])
  const change = await store.head()
  // A database that was put back to an earlier state knows nothing of later changes.
  if (snapshot !== undefined && snapshot.change <= change) {
    const index = createMemberIndex(snapshot.members, { threads, failed, saved })
    const cursor = { change: snapshot.change, member: LAST }
    const to = await catchUp(store, index, cursor, MOST_CHANGES)
    if (to !== undefined) return { index, cursor: to, from: 'snapshot' }
  }
  const pieces: PackedMembers[] = []
  for await (const piece of allPacked(store)) pieces.push(piece)
  const members: PackedMembers = {
    count: pieces.reduce((sum, { count }) => sum + count, 0),
    bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)),
  }
  const index = createMemberIndex(members, { threads, failed, saved })
  // What changed while it was read is told again, and holds as it is now.
  return { index, cursor: { change, member: LAST }, from: 'database' }
}

/** Behind every member of a change. */
const LAST = 2 ** 32

/** All members that can match, by id. */
export async function* allPacked(
  store: Pick<HashBankStore, 'packed'>,
): AsyncGenerator<PackedMembers, void, undefined> {
  for (let after = 0; ; ) {
    const piece = await store.packed(after, PAGE)
    if (piece.count > 0) yield piece
    if (piece.count < PAGE) return
    const last = Buffer.from(piece.bytes.buffer, piece.bytes.byteOffset + (piece.count - 1) * MEMBER_BYTES, 4)
    after = last.readUInt32BE(0)
  }
}

/**
 * Applies what had changed behind a cursor when it was asked, and perhaps some more; gives where it is now, or undefined when
 * there was more than `most`.
 */
export async function catchUp(
  store: Pick<HashBankStore, 'head' | 'changed'>,
  index: MemberIndex,
  from: ChangeCursor,
  most = Number.POSITIVE_INFINITY,
): Promise<ChangeCursor | undefined> {
  let cursor = from
  // A large import goes on changing: whoever waits for what is there must not wait for its end.
  const head = await store.head()
  for (let count = 0; ; ) {
    if (cursor.change > head) return cursor
    const { members, to } = await store.changed(cursor, PAGE_OF_CHANGES)
    if (to === cursor) return cursor
    count += members.count
    if (count > most) return undefined
    index.apply(members)
    cursor = to
    // Requests go between the pieces.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const PAGE_OF_CHANGES = 10_000
