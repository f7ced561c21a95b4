import type { FastifyReply } from 'fastify'
import type { PictureParams, PictureQuery } from '../contract/media.ts'
import type { MakeHandler } from '../handler.ts'
import { bankMatches } from '../media/bank-matches.ts'
import { drawPicture } from '../media/draw-picture.ts'
import { marksOf } from '../media/marks-of.ts'
import { seeContent } from '../media/see-media.ts'
import { refusal } from '../problem-error.ts'
import { orUnavailable } from './stored-decision.ts'

/** No browser runs it, whatever it turns out to be. */
const SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Draws a picture of a file, with what was found outlined. */
export const mediaPicture: MakeHandler = (parts) => async (request, reply) => {
  const { media, record, facts } = await seeContent(parts, request)
  const { name } = request.params as PictureParams
  const { marked = 'yes', slots: named } = request.query as PictureQuery
  if (!facts.pictures.some((one) => one.name === name)) throw noPicture()
  const bytes = await orUnavailable(media.store.bytes(record.id))
  const held = Object.keys(facts.item?.decisions ?? {})
  const slots = named?.split(',') ?? (held.length === 1 ? held : [])
  const picture = bytes && (await media.looker.redraw(bytes, name, slots))
  if (picture === undefined) throw noPicture()
  const { pack } = parts.engine.ruleset
  const marks =
    marked === 'yes' ? marksOf(facts, bankMatches(pack, media.host.banks, facts), name, new Set(slots)) : []
  send(reply, 'image/png', 'inline')
  return drawPicture(picture, marks)
}

/** A 3D item as viewers get it: written anew, so that no browser reads a file that was made to break its reader. */
export const mediaScene: MakeHandler = (parts) => async (request, reply) => {
  const { media, record } = await seeContent(parts, request)
  const bytes = record.kind === 'model3d' ? await orUnavailable(media.store.bytes(record.id)) : undefined
  const scene = bytes && (await media.looker.scene(bytes))
  if (scene === undefined) throw refusal('not-found', 'The file is no 3D item that can be shown.')
  send(reply, 'application/octet-stream', 'attachment')
  return Buffer.from(scene.buffer, scene.byteOffset, scene.length)
}

/** Hands out the bytes of a file, to be kept and not opened. */
export const mediaFile: MakeHandler = (parts) => async (request, reply) => {
  const { media, record } = await seeContent(parts, request)
  const bytes = await orUnavailable(media.store.bytes(record.id))
  if (bytes === undefined) throw refusal('not-found', 'The bytes of the file are gone.')
  const name = `${record.id.slice('sha256:'.length, 23)}.${record.format ?? record.kind}`
  send(reply, 'application/octet-stream', `attachment; filename="${name}"`)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

function send(reply: FastifyReply, type: string, disposition: string): void {
  reply.headers({
    'content-type': type,
    'content-disposition': disposition,
    'content-security-policy': SANDBOX,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
}

function noPicture(): Error {
  return refusal('not-found', 'The file has no such picture.', {
    wayOut: 'GET /v1/media/:id lists the pictures of a file.',
  })
}
