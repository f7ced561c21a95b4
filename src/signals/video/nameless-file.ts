import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file that holds bytes and has no name any more: it is gone when it is closed, or when the process ends in whatever way. */
export async function namelessFile(bytes: Uint8Array, folder: string = tmpdir()): Promise<FileHandle> {
  const own = await mkdtemp(join(folder, 'haechi-'))
  try {
    const file = await open(join(own, 'file'), 'wx+', 0o600)
    try {
      // At a place, so that whoever reads it begins at its beginning.
      for (let at = 0; at < bytes.length; )
        at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten
      return file
    } catch (fault) {
      await file.close()
      throw fault
    }
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}
