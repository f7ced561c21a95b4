import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { HashSegment } from './hash-segment.ts'
import { type SegmentShape, segmentLayout } from './segment-layout.ts'

/** Rises when the memory is laid out otherwise: older files are not read then. */
const MAGIC = 'HAECHI HASH TABLES 1\n'
/** Of the head, which is filled up with blanks: the count, the room, and the SHA-256 of what follows. */
const HEAD_BYTES = 256
/** So much is read or written and hashed at once: what a processor keeps near at hand. */
const PIECE = 4 * 2 ** 20

interface Head {
  readonly count: number
  readonly room: number
  readonly sha256: string
}

/** Writes a segment with its tables as they lie in memory; whoever reads meanwhile has the file before it. Blocks. */
export function writeSegment(segment: HashSegment, path: string): void {
  const part = `${path}.${process.pid}.part`
  const file = openSync(part, 'w', 0o600)
  try {
    const sha = createHash('sha256')
    const kept = segment.kept()
    const piece = Buffer.alloc(PIECE)
    for (let at = 0; at < kept.length; at += PIECE) {
      // A copy: what is removed meanwhile changes the memory, and the sum must be of what is written.
      const bytes = piece.subarray(0, Math.min(PIECE, kept.length - at))
      bytes.set(kept.subarray(at, at + bytes.length))
      sha.update(bytes)
      writeAll(file, bytes, HEAD_BYTES + at)
    }
    const head: Head = { count: segment.count, room: segment.shape.room, sha256: sha.digest('hex') }
    writeAll(file, Buffer.from(`${MAGIC}${JSON.stringify(head)}`.padEnd(HEAD_BYTES)), 0)
    fsyncSync(file)
    closeSync(file)
    renameSync(part, path)
  } catch (fault) {
    rmSync(part, { force: true })
    throw fault
  }
}

/**
 * Reads a segment back into a memory of its own, its tables too; undefined where there is no such file, or it is cut
 * off, changed, or of another layout. Node maps no files into memory: it is read piece by piece. Blocks.
 */
export function readSegment(path: string, lanes: number): HashSegment | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const head = readHead(file)
    if (head === undefined) return undefined
    const shape: SegmentShape = { room: head.room, indexed: true, lanes }
    const { bytes, kept } = segmentLayout(shape)
    if (fstatSync(file).size !== HEAD_BYTES + bytes - kept) return undefined
    const segment = new HashSegment(shape)
    const to = segment.kept()
    const sha = createHash('sha256')
    for (let at = 0; at < to.length; at += PIECE) {
      const piece = to.subarray(at, Math.min(at + PIECE, to.length))
      if (!readAll(file, piece, HEAD_BYTES + at)) return undefined
      sha.update(piece)
    }
    if (sha.digest('hex') !== head.sha256) return undefined
    return segment.restored(head.count)
  } finally {
    closeSync(file)
  }
}

function readHead(file: number): Head | undefined {
  const bytes = Buffer.alloc(HEAD_BYTES)
  if (!readAll(file, bytes, 0) || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined
  try {
    const head = JSON.parse(bytes.toString('utf8', MAGIC.length)) as Head
    const isSound = Number.isSafeInteger(head.room) && Number.isSafeInteger(head.count)
    return isSound && head.count >= 0 && head.count <= head.room ? head : undefined
  } catch {
    return undefined
  }
}

function readAll(file: number, to: Uint8Array, from: number): boolean {
  for (let at = 0; at < to.length; ) {
    const count = readSync(file, to, at, to.length - at, from + at)
    if (count === 0) return false
    at += count
  }
  return true
}

function writeAll(file: number, bytes: Uint8Array, to: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, to + at)
}
