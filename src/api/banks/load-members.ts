import { createMemberIndex, type MemberIndex } from '../../signals/hash/banks/member-index.ts'
import type { ChangeCursor, HashBankStore, PackedMembers } from '../../signals/hash/banks/ports.ts'
import { type PackedVideos, packMemberVideos } from '../../signals/hash/banks/videos/packed-videos.ts'
import type { IndexThreads } from '../../signals/hash/index-threads.ts'
import { type PackedPiece, readBankSnapshot } from './bank-snapshot.ts'
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
  readonly store: Pick<HashBankStore, 'head' | 'packed' | 'changed' | 'videos'>
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
    const index = createMemberIndex(snapshot.members, { threads, failed, saved, videos: snapshot.videos })
    const cursor = { change: snapshot.change, member: LAST }
    const to = await catchUp(store, index, cursor, MOST_CHANGES)
    if (to !== undefined) return { index, cursor: to, from: 'snapshot' }
  }
  const pieces: PackedPiece[] = []
  for await (const piece of allPacked(store)) pieces.push(piece)
  const members = together(pieces.flatMap((piece) => ('members' in piece ? [piece.members] : [])))
  const videos = together(pieces.flatMap((piece) => ('videos' in piece ? [piece.videos] : [])))
  const index = createMemberIndex(members, { threads, failed, saved, videos })
  // What changed while it was read is told again, and holds as it is now.
  return { index, cursor: { change, member: LAST }, from: 'database' }
}

/** Behind every member of a change. */
const LAST = 2 ** 32

/** So many videos come at once: the frames of each may come to a megabyte. */
const VIDEOS_AT_ONCE = 5

/** All members that can match, by id, videos behind the others. */
export async function* allPacked(
  store: Pick<HashBankStore, 'packed' | 'videos'>,
): AsyncGenerator<PackedPiece, void, undefined> {
  const all: number[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const piece: Awaited<ReturnType<HashBankStore['packed']>> = await store.packed(after, PAGE)
    if (piece.members.count > 0) yield { members: piece.members }
    all.push(...piece.videos)
    after = piece.to
  }
  for await (const videos of packedVideos(store, all)) yield { videos }
}

async function* packedVideos(
  store: Pick<HashBankStore, 'videos'>,
  members: readonly number[],
): AsyncGenerator<PackedVideos, void, undefined> {
  for (let at = 0; at < members.length; at += VIDEOS_AT_ONCE)
    yield packMemberVideos(await store.videos(members.slice(at, at + VIDEOS_AT_ONCE)))
}

function together(pieces: readonly PackedMembers[]): PackedMembers {
  return {
    count: pieces.reduce((sum, { count }) => sum + count, 0),
    bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)),
  }
}

/**
 * Applies what had changed behind a cursor when it was asked, and perhaps some more; gives where it is now, or undefined when
 * there was more than `most`.
 */
export async function catchUp(
  store: Pick<HashBankStore, 'head' | 'changed' | 'videos'>,
  index: MemberIndex,
  from: ChangeCursor,
  most = Number.POSITIVE_INFINITY,
): Promise<ChangeCursor | undefined> {
  let cursor = from
  // A large import goes on changing: whoever waits for what is there must not wait for its end.
  const head = await store.head()
  for (let count = 0; ; ) {
    if (cursor.change > head) return cursor
    const { members, videos, to } = await store.changed(cursor, PAGE_OF_CHANGES)
    if (to === cursor) return cursor
    count += members.count + videos.length
    if (count > most) return undefined
    index.apply(members)
    for await (const piece of packedVideos(store, videos)) index.apply(NO_MEMBERS, piece)
    cursor = to
    // Requests go between the pieces.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const PAGE_OF_CHANGES = 10_000
const NO_MEMBERS: PackedMembers = { count: 0, bytes: new Uint8Array(0) }
