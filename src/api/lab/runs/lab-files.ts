import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Unavailable } from '../../../engine/ports.ts'
import type { FileRef } from '../../../lab/train/candidate.ts'
import type { GivenFile } from '../../../lab/train/learner-asked.ts'
import { StepFault } from './steps.ts'

/** How much of a file is there. */
export interface HaveFile {
  readonly have: number
  readonly whole: boolean
}

/** Files of models that are given, in a folder, each called by its SHA-256: see docs/models.md, "Files". */
export interface LabFiles {
  /** Where the file of a SHA-256 lies, or would. */
  place(sha256: string): string
  look(sha256: string): Promise<HaveFile>
  /**
   * Adds a piece; `moved`: pieces are to go on from what is there. `wrong`: whole, but another SHA-256; it is dropped.
   * Rejects with `Unavailable` where the disk has no room: what was there before stays.
   */
  add(
    sha256: string,
    piece: { readonly size: number; readonly at: number; readonly bytes: Uint8Array },
  ): Promise<HaveFile | 'moved' | 'wrong'>
  /** A file as learning takes it. Throws `StepFault` when it is not there. */
  given(ref: FileRef): Promise<GivenFile>
}

/** Files up to this size travel with the model; see docs/models.md. */
const MOST_HERE_BYTES = 24 * 1024 * 1024

export function labFiles(dir: string): LabFiles {
  const whole = (sha256: string) => join(dir, sha256)
  const part = (sha256: string) => join(dir, `${sha256}.part`)
  const sizeOf = (path: string) =>
    stat(path).then(
      ({ size }) => size,
      () => undefined,
    )

  async function look(sha256: string): Promise<HaveFile> {
    const size = await sizeOf(whole(sha256))
    if (size !== undefined) return { have: size, whole: true }
    return { have: (await sizeOf(part(sha256))) ?? 0, whole: false }
  }

  return {
    place: whole,
    look,
    async add(sha256, { size, at, bytes }) {
      const there = await look(sha256)
      if (there.whole) return there
      if (at !== there.have || at + bytes.length > size) return 'moved'
      await withRoom(async () => {
        await mkdir(dir, { recursive: true, mode: 0o700 })
        await writePiece(part(sha256), at, bytes)
      })
      if (at + bytes.length < size) return { have: at + bytes.length, whole: false }
      if ((await hashOf(part(sha256))) !== sha256) {
        await rm(part(sha256), { force: true })
        return 'wrong'
      }
      await rename(part(sha256), whole(sha256))
      return { have: size, whole: true }
    },
    async given({ name, sha256, size }) {
      const there = await look(sha256)
      if (!there.whole || there.have !== size)
        throw new StepFault(
          `The file ${name} (SHA-256 ${sha256.slice(0, 12)}…) is not here. Upload it again, with the command that began the run.`,
        )
      return size <= MOST_HERE_BYTES
        ? { kind: 'here', bytes: new Uint8Array(await readFile(whole(sha256))) }
        : { kind: 'elsewhere', path: whole(sha256), sha256, size }
    },
  }
}

/** Writes a piece to the disk itself; one that there is no room for leaves nothing behind. */
async function writePiece(path: string, at: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, at === 0 ? 'w' : 'r+', 0o600)
  try {
    // A disk that is about to be full takes less than it is given, and says so at the next call.
    for (let done = 0; done < bytes.length; )
      done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
    await file.sync()
  } catch (fault) {
    await file.truncate(at).catch(() => undefined)
    throw fault
  } finally {
    await file.close()
  }
}

async function withRoom(write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw fault
    throw new Unavailable('full', 'The disk of the folder of models is full.')
  }
}

function hashOf(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256')
    createReadStream(path)
      .on('data', (piece) => hash.update(piece))
      .on('end', () => resolve(hash.digest('hex')))
      .on('error', reject)
  })
}
