import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file, also piece by piece, whole or not at all: beside it first, on the disk, then renamed over it. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomUUID()}.tmp`
  try {
    const handle = await open(aside, 'wx')
    try {
      for await (const piece of isWhole(content) ? [content] : content) await handle.writeFile(piece)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(aside, path)
  } catch (fault) {
    await rm(aside, { force: true })
    throw fault
  }
}

function isWhole(content: string | Uint8Array | AsyncIterable<string>): content is string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array
}
