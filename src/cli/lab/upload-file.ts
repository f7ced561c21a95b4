import { open } from 'node:fs/promises'
import type { Client } from '../../client/client.ts'
import { CliFailure } from '../failure.ts'

const PIECE_BYTES = 8 * 1024 * 1024

/** Uploads a file in pieces, from where an earlier upload ended; nothing is sent of one that is there. */
export async function uploadFile(
  client: Client,
  path: string,
  { sha256, size }: { readonly sha256: string; readonly size: number },
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<void> {
  let there = await client.labFiles.look(sha256, { signal })
  const file = await open(path)
  try {
    while (!there.whole) {
      const bytes = new Uint8Array(Math.min(PIECE_BYTES, size - there.have))
      const { bytesRead } = await file.read(bytes, 0, bytes.length, there.have)
      if (bytesRead !== bytes.length)
        throw new CliFailure('usage', `${path} changed while it was read; run it again`)
      there = await client.labFiles.add(sha256, { size, at: there.have, bytes }, { signal })
      progress(there.have / size)
    }
  } finally {
    await file.close()
  }
}
