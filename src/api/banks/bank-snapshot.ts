import { createHash, type Hash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MEMBER_BYTES } from '../../signals/hash/banks/packed-members.ts'
import type { PackedMembers } from '../../signals/hash/banks/ports.ts'
import type { PackedVideos } from '../../signals/hash/banks/videos/packed-videos.ts'

/** What a snapshot stands for: the members of a database that could match as of a change. */
export interface BankSnapshot {
  readonly change: number
  readonly members: PackedMembers
  readonly videos: PackedVideos
}

/** Of what comes beside each other. */
export type PackedPiece = { readonly members: PackedMembers } | { readonly videos: PackedVideos }

const MAGIC = 'HAECHI HASHES 2\n'
const NAME = 'hash-banks.bin'
/** Of the head, which is filled up with blanks: JSON with the database, the change, the counts and the SHA-256 of what follows: members, then videos. */
const HEAD_BYTES = 512

/** Reads the snapshot of a folder; undefined where there is none, or it is of another database, cut off or changed. */
export async function readBankSnapshot(dir: string, databaseId: string): Promise<BankSnapshot | undefined> {
  let file: Buffer
  try {
    file = await readFile(join(dir, NAME))
  } catch {
    return undefined
  }
  const head = headOf(file)
  if (head === undefined || head.databaseId !== databaseId) return undefined
  const bytes = file.subarray(HEAD_BYTES)
  const end = head.count * MEMBER_BYTES
  if (bytes.length !== end + head.videoBytes) return undefined
  if (createHash('sha256').update(bytes).digest('hex') !== head.sha256) return undefined
  return {
    change: head.change,
    members: { count: head.count, bytes: bytes.subarray(0, end) },
    videos: { count: head.videos, bytes: bytes.subarray(end) },
  }
}

interface Head {
  readonly databaseId: string
  readonly change: number
  readonly count: number
  readonly videos: number
  readonly videoBytes: number
  readonly sha256: string
}

function headOf(file: Buffer): Head | undefined {
  if (file.length < HEAD_BYTES || file.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined
  try {
    return JSON.parse(file.toString('utf8', MAGIC.length, HEAD_BYTES)) as Head
  } catch {
    return undefined
  }
}

/** Writes a snapshot piece by piece, members before videos; whoever reads meanwhile has the one before it. */
export async function writeBankSnapshot(
  dir: string,
  databaseId: string,
  change: number,
  pieces: AsyncIterable<PackedPiece>,
): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, `${NAME}.${process.pid}.part`)
  const file = await open(path, 'w', 0o600)
  try {
    const hash: Hash = createHash('sha256')
    const counts = { count: 0, videos: 0, videoBytes: 0 }
    let at = HEAD_BYTES
    for await (const piece of pieces) {
      const bytes =
        'members' in piece
          ? piece.members.bytes.subarray(0, piece.members.count * MEMBER_BYTES)
          : piece.videos.bytes
      hash.update(bytes)
      await file.write(bytes, 0, bytes.length, at)
      at += bytes.length
      if ('members' in piece) counts.count += piece.members.count
      else {
        counts.videos += piece.videos.count
        counts.videoBytes += bytes.length
      }
    }
    const head: Head = { databaseId, change, ...counts, sha256: hash.digest('hex') }
    await file.write(`${MAGIC}${JSON.stringify(head)}`.padEnd(HEAD_BYTES), 0)
    await file.sync()
    await file.close()
    await rename(path, join(dir, NAME))
  } catch (fault) {
    await file.close().catch(() => undefined)
    await rm(path, { force: true })
    throw fault
  }
}
