import {
  type MediaReply,
  type NearReply,
  type PrecheckReply,
  type PrecheckRequest,
  UploadReply,
} from '../api/contract/media.ts'
import { ROUTES } from '../api/contract/routes.ts'
import type { Ask, CallOptions } from './ask.ts'
import { type Connection, call } from './connection.ts'
import { HaechiError } from './haechi-error.ts'

export interface MediaCalls {
  /** Sends a picture, a 3D item or a video; events then name it by the `id` in the reply. */
  uploadMedia(bytes: Uint8Array, options?: CallOptions): Promise<UploadReply>
  /** What was measured of a file; `state` says whether it was looked at yet. */
  media(id: string, options?: CallOptions): Promise<MediaReply>
  /** A picture of a file as PNG, with what was found outlined unless said otherwise. */
  mediaPicture(
    id: string,
    name: string,
    options?: CallOptions & { readonly marked?: boolean },
  ): Promise<Uint8Array>
  /** The items of the catalogue that are most like a file. */
  mediaNear(id: string, options?: CallOptions): Promise<NearReply['near']>
  /** What would be decided of an event; nothing of it is kept. */
  precheck(
    event: PrecheckRequest['event'],
    options?: CallOptions & Pick<PrecheckRequest, 'language'>,
  ): Promise<PrecheckReply>
}

/** A file is some MB, over whatever line; a precheck waits until files were looked at. */
const FILE_MS = 120_000
const PRECHECK_MS = 45_000

export function mediaCalls(ask: Ask, connection: Connection): MediaCalls {
  const patient = { ...connection, timeoutMs: Math.max(connection.timeoutMs, FILE_MS) }
  return {
    async uploadMedia(bytes, { signal } = {}) {
      const { method, path } = ROUTES.uploadMedia
      const body = { body: bytes, bodyType: 'application/octet-stream' }
      // The same bytes are the same file, however often they are sent.
      const text = await call(patient, { method, path, ...body, repeatable: true, signal })
      return UploadReply.parse(JSON.parse(text))
    },
    media: (id, { signal } = {}) => ask('media', { params: { id }, signal }),
    async mediaPicture(id, name, { marked = true, signal } = {}) {
      const path = ROUTES.mediaPicture.path
        .replace(':id', encodeURIComponent(id))
        .replace(':name', encodeURIComponent(name))
      let bytes: Uint8Array | undefined
      // Asked for once: the body is no text.
      await call(
        {
          ...patient,
          async fetch(input, init) {
            const response = await connection.fetch(input, init)
            if (response.ok) bytes = new Uint8Array(await response.clone().arrayBuffer())
            return response
          },
        },
        { method: 'GET', path: `${path}?marked=${marked ? 'yes' : 'no'}`, repeatable: true, signal },
      )
      if (bytes === undefined) throw new HaechiError('protocol', `${connection.url} sent no picture`)
      return bytes
    },
    mediaNear: async (id, { signal } = {}) => (await ask('mediaNear', { params: { id }, signal })).near,
    precheck: (event, { language, signal } = {}) =>
      ask('precheck', {
        body: { event, ...(language === undefined ? {} : { language }) },
        ...{ repeatable: true, timeoutMs: PRECHECK_MS, signal },
      }),
  }
}
