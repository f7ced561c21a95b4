import { createHash } from 'node:crypto'
import { createReadStream, type Stats } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { encodeModelBytes, encodeModelReference, MODEL_LIMITS } from '../signals/models/model-file.ts'

/** Hashes of large files by what would change with their content: a folder that is followed is read at each change. */
const hashes = new Map<string, string>()
const MOST_HASHES = 64

/**
 * A file of a model as the pack holds it: its bytes, or, of a large one, its SHA-256 and size. Rejects with an Error
 * that names the file and the way out when it is too large for either.
 */
export async function readModelFile(path: string, shown: string, info: Stats): Promise<string> {
  if (info.size <= MODEL_LIMITS.travelsBytes) return encodeModelBytes(await readFile(path))
  if (info.size > MODEL_LIMITS.largestBytes)
    throw new Error(
      `"${shown}" has ${(info.size / 1_048_576).toFixed(0)} MB; a file of a model may have ${MODEL_LIMITS.largestBytes / 1_048_576}: take a smaller model`,
    )
  const key = `${path} ${info.size} ${info.mtimeMs} ${info.ino}`
  let known = hashes.get(key)
  if (known === undefined) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    known = hash.digest('hex')
    if (hashes.size >= MOST_HASHES) hashes.delete(hashes.keys().next().value!)
    hashes.set(key, known)
  }
  return encodeModelReference(known, info.size)
}
