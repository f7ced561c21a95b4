import { Unavailable } from '../../engine/ports.ts'
import { type LabFileParams, LabFilePiece, type LabFileReply } from '../contract/lab-runs.ts'
import type { MakeHandler } from '../handler.ts'
import { parseHere } from '../json/parse-aside.ts'
import type { LabFiles } from '../lab/runs/lab-files.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { readLargeBody } from '../read-large-body.ts'
import { invalid } from '../screen-event.ts'
import { validatorOf } from '../validator.ts'
import { unbounded } from './unbounded.ts'

const checkPiece = validatorOf(LabFilePiece)

/** Takes a piece of a model file. */
export const uploadLabFile: MakeHandler = (parts) => async (request) => {
  unbounded(request, 'A model is of')
  const { sha256 } = request.params as LabFileParams
  const body = await readLargeBody(request.raw, parts.parseAside ?? parseHere)
  const errors = checkPiece(body)
  if (errors) throw new ProblemError(invalid(errors))
  const { size, at, bytes } = body as LabFilePiece
  const piece = { size, at, bytes: Buffer.from(bytes, 'base64') }
  const added = await filesOf(parts)
    .add(sha256, piece)
    .catch((fault: unknown) => {
      if (!(fault instanceof Unavailable)) throw fault
      throw refusal('unavailable', fault.message, {
        wayOut: 'Make room there, and send the file again: it goes on behind what is there.',
        headers: { 'retry-after': '5' },
      })
    })
  if (added === 'moved')
    throw refusal('conflict', 'The piece does not come behind what is there.', {
      wayOut: 'Ask GET /v1/lab/files/:sha256 how much is there, and go on from there.',
    })
  if (added === 'wrong')
    throw refusal('invalid-request', 'The file has another SHA-256 than its name says; it was dropped.', {
      field: 'bytes',
      wayOut: 'Send it again from its beginning.',
    })
  return { sha256, ...added } satisfies LabFileReply
}

export const labFile: MakeHandler = (parts) => async (request) => {
  const { sha256 } = request.params as LabFileParams
  return { sha256, ...(await filesOf(parts).look(sha256)) } satisfies LabFileReply
}

function filesOf({ labFiles }: Pick<ServerParts, 'labFiles'>): LabFiles {
  if (labFiles === undefined) throw refusal('not-found', 'This service keeps no model files.')
  return labFiles
}
