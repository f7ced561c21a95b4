import type { ExportedMember } from '../ports.ts'
import { readVideoHash } from '../videos/read-video-hash.ts'

/**
 * Writes the videos of a bank as lines of `frame,quality,hash,seconds`, each from frame 0, as the tools of vPDQ read one; frames are
 * counted among those that are known. What was withdrawn or disputed away is not written: the form has no words for it.
 */
export async function* writeVpdq(
  members: AsyncIterable<ExportedMember>,
): AsyncGenerator<string, void, undefined> {
  for await (const { type, value, state } of members) {
    if (type !== 'vpdq' || state === 'withdrawn' || state === 'disputed') continue
    const read = readVideoHash(value)
    if (!read.ok) continue
    yield read.frames
      .map(({ quality, hash, time }, frame) => `${frame},${quality},${hash},${time}\n`)
      .join('')
  }
}
