import { z } from 'zod'
import { EXAMPLE_EVENT } from './example-event.ts'
import {
  MediaParams,
  MediaQuery,
  MediaReply,
  NearQuery,
  NearReply,
  PictureParams,
  PictureQuery,
  PrecheckReply,
  PrecheckRequest,
  UploadReply,
} from './media.ts'
import { BODY, type Route } from './route.ts'

const id = `sha256:${'0'.repeat(64)}`

/** Pictures and 3D items: sent, looked at, shown. */
export const MEDIA_ROUTES = {
  uploadMedia: {
    method: 'POST',
    path: '/v1/media',
    needs: 'screen',
    guard: 'none',
    summary: 'Send a picture, a 3D item or a video',
    description:
      'The body is the file itself; what it is, its first bytes tell. PNG, JPEG, WebP, GIF, GLB, VRM, glTF (nothing outside of it), MP4 and WebM, up to 32 MiB. The id is the SHA-256 of the bytes: the same file sent again is the same. It is looked at in the background; events name it by its id. A file that no event names within a day is dropped.',
    bytes: true,
    status: 200,
    reply: UploadReply,
    problems: ['too-large', 'unsupported-media-type', 'invalid-request', 'too-many-files'],
    example: { reply: { id, kind: 'image', bytes: 48_213, known: false } },
  },
  media: {
    method: 'GET',
    path: '/v1/media/:id',
    needs: 'media.read',
    guard: 'media',
    summary: 'Show what was measured of a file',
    description:
      'For whoever sent it, and whoever may see a decision or a job about it. Texts that were read in it are content, shown as the file is.',
    params: MediaParams,
    query: MediaQuery,
    status: 200,
    reply: MediaReply,
    problems: ['invalid-request', 'not-found'],
  },
  mediaPicture: {
    method: 'GET',
    path: '/v1/media/:id/pictures/:name',
    needs: 'media.read',
    guard: 'media',
    summary: 'Draw a picture of a file, with what was found outlined',
    description:
      'A PNG drawn from the bytes by the name that it has in the facts: the same on every machine. Not for files of which nothing is shown.',
    params: PictureParams,
    query: PictureQuery,
    status: 200,
    reply: z.string(),
    replyType: 'image/png',
    problems: ['invalid-request', 'not-found', 'not-shown'],
  },
  mediaFile: {
    method: 'GET',
    path: '/v1/media/:id/file',
    needs: 'media.read',
    guard: 'media',
    summary: 'Get the bytes of a file',
    params: MediaParams,
    status: 200,
    reply: z.string(),
    replyType: 'application/octet-stream',
    problems: ['invalid-request', 'not-found', 'not-shown'],
  },
  mediaScene: {
    method: 'GET',
    path: '/v1/media/:id/scene',
    needs: 'media.read',
    guard: 'media',
    summary: 'Get a 3D item for a viewer',
    description:
      'Posed triangles and PNG textures, written by the service after it has read the file, so that no viewer has to read a file that may be made to break it. The form is in `core/scene-file.ts`.',
    params: MediaParams,
    status: 200,
    reply: z.string(),
    replyType: 'application/octet-stream',
    problems: ['invalid-request', 'not-found', 'not-shown'],
  },
  mediaNear: {
    method: 'GET',
    path: '/v1/media/:id/near',
    needs: 'media.read',
    guard: 'media',
    summary: 'List the items of the catalogue that are most like a file',
    params: MediaParams,
    query: NearQuery,
    status: 200,
    reply: NearReply,
    problems: ['invalid-request', 'not-found', 'not-shown'],
  },
  precheck: {
    method: 'POST',
    path: '/v1/precheck',
    needs: 'screen',
    guard: 'world',
    reads: true,
    summary: 'Ask what would be decided, with reasons and pictures',
    description:
      'For whoever makes something and wants to know before it is submitted. No decision is kept, nothing is counted, nothing is enforced. What matches a sealed bank is answered with `hold` and nothing else.',
    body: PrecheckRequest,
    status: 200,
    reply: PrecheckReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { event: EXAMPLE_EVENT, language: 'ko' }, reply: undefined },
  },
} as const satisfies Readonly<Record<string, Route>>
