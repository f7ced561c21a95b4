import type { UploadReply } from '../contract/media.ts'
import type { MakeHandler } from '../handler.ts'
import { inTurns } from '../media/in-turns.ts'
import { readUpload } from '../media/read-upload.ts'
import { mediaOf, whoSends } from '../media/see-media.ts'
import { takenKind } from '../media/taken-kind.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** Files that are in memory at once, and those whose bodies wait to be read. */
const AT_ONCE = 8
const MOST_WAITING = 64
const HOUR_S = 3600

/** Takes a file, and has it looked at. */
export const uploadMedia: MakeHandler = (parts) => {
  const turn = inTurns(AT_ONCE, MOST_WAITING)
  return async (request) => {
    const media = mediaOf(parts)
    return turn(async () => {
      const { content, sha256 } = await readUpload(request.raw, media.limits.fileBytes)
      const { kind, format } = takenKind(content)
      const id = `sha256:${sha256}` as const
      const file = { id, kind, format, content }
      const who = whoSends(request.grant!)
      const added = await orUnavailable(media.store.add(file, who, media.limits.quota, parts.clock.now()))
      if (added.kind === 'full')
        throw refusal('too-many-files', FULL[added.of], { headers: { 'retry-after': String(HOUR_S) } })
      if (added.kind === 'added') media.lookSoon(id)
      return { id, kind, bytes: content.length, known: added.kind === 'known' } satisfies UploadReply
    }, busy)
  }
}

const FULL = {
  unnamed: 'Too many bytes of files of this sender wait for an event that names them.',
  whole: 'The files that are kept here come to as many bytes as an operator lets be kept.',
} as const

function busy(): Error {
  return refusal('unavailable', 'Too many files are being sent at once.', {
    wayOut: 'Send the file again in a moment.',
    headers: { 'retry-after': '2', connection: 'close' },
  })
}
