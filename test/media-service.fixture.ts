import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { build } from '../scripts/build.mjs'
import type { MediaAdapters } from '../src/api/media/keep-media.ts'
import { createLooker, type LookerOptions } from '../src/signals/media/create-looker.ts'
import { createModelHost } from '../src/signals/models/create-model-host.ts'
import {
  startTestService,
  type TestService,
  type TestServiceOptions,
  testFolder,
  writePack,
} from './api-service.fixture.ts'

/** A pack that judges pictures and items: banks of known hashes, one of them sealed, a slot, copies and writing. */
export const MEDIA_PACK: Readonly<Record<string, string>> = {
  'haechi.yaml': `haechi: 1
tenant: tests
worlds: [plaza, school]
languages: [en, ko]
events:
  post.create:
    description: A picture shown to others
    actor: account
    content: title
    features:
      title: { type: string, max: 200 }
      picture: image
    keep: { content: 30d, decision: 365d }
  item.listing:
    description: An item put up for sale
    actor: account
    target: item
    item: target
    content: title
    features:
      title: { type: string, max: 200 }
      model: model3d
    keep: { content: 30d, decision: 365d }
signals:
  known: { kind: hash_match, of: picture, banks: [shown, worst], deadline: 60s }
  slot: { kind: item, of: model, profile: hat, deadline: 60s }
  alike: { kind: copies, of: model, deadline: 60s }
`,
  'profiles.yaml': `hat: { world: plaza, slot: hat, triangles: 100 }
`,
  'policies/media.yaml': `- id: media.known
  version: 1
  severity: S2
  title: { en: A known picture, ko: 알려진 사진 }
  guideline: { en: It was taken down before. }
  notice: { en: This picture is not allowed here., ko: 이 사진은 사용할 수 없습니다. }
- id: media.worst
  version: 1
  severity: S0
  title: { en: The worst }
  guideline: { en: Nobody looks at it. }
  notice: { en: It cannot be shown. }
- id: item.limits
  version: 2
  severity: S4
  title: { en: Beyond the slot }
  guideline: { en: Too much for its slot. }
  notice: { en: The item has too many triangles. }
- id: item.copy
  version: 1
  severity: S3
  title: { en: A copy }
  guideline: { en: Somebody else made it first. }
  notice: { en: The item is a copy. }
`,
  'rules/media.yaml': `- id: picture.known
  policy: media.known
  on: post.create
  when: known.matched && known.bank == 'shown'
  then: { verdict: block }
  mode: live
  owner: tests
  description: Known pictures are blocked.
- id: picture.worst
  policy: media.worst
  on: post.create
  when: known.matched && 'worst' in known.banks
  then: { verdict: block }
  mode: live
  owner: tests
  description: The worst is blocked.
- id: item.limits
  policy: item.limits
  on: item.listing
  when: slot.errors > 0
  then: { verdict: block }
  mode: live
  owner: tests
  description: Items beyond their slot are blocked.
- id: item.copy
  policy: item.copy
  on: item.listing
  when: alike.similarity > 0.9
  then: { verdict: hold }
  mode: live
  owner: tests
  description: Copies are held.
`,
  'banks/shown.yaml': `bank: shown
kind: hashes
policy: media.known
description: Known pictures
`,
  'banks/worst.yaml': `bank: worst
kind: hashes
policy: media.worst
description: The worst
`,
  'labels.yaml': '{}\n',
  'queues.yaml': '{}\n',
  'enforcements.yaml': '{}\n',
  'rules/chat.yaml': '',
}

/** The looker of the built service, with one thread. */
export async function builtLooker(more: Partial<LookerOptions> = {}) {
  const worker = pathToFileURL(join(await build(), '../signals/media/look.worker.js'))
  // However busy the machine is: what is not looked at in time is not whole, and is not drawn.
  return createLooker({ worker, threads: 1, timeMs: 240_000, ...more })
}

export interface MediaService extends TestService {
  /** With the admin key unless told otherwise. */
  upload(bytes: Uint8Array, key?: string): ReturnType<TestService['request']>
}

export interface MediaServiceOptions extends Omit<TestServiceOptions, 'media'> {
  readonly media?: Partial<MediaAdapters>
  /** Files of the pack besides, or instead. */
  readonly pack?: Readonly<Record<string, string>>
}

/** A service that takes files. */
export async function startMediaService(more: MediaServiceOptions = {}): Promise<MediaService> {
  const { media, pack, ...options } = more
  const dir = options.dir ?? testFolder()
  writePack(join(dir, 'pack'), { ...MEDIA_PACK, ...pack })
  const models = createModelHost({
    stopwatch: () => performance.now(),
    fetch,
    secret: () => undefined,
    onnx: undefined,
    storeDir: undefined,
    packDir: join(dir, 'pack'),
  })
  const looker = media?.looker ?? (await builtLooker())
  const haechi = await startTestService({ ...options, dir, models, media: { ...media, looker } })
  return {
    ...haechi,
    upload: (bytes, key) =>
      haechi.request('POST', '/v1/media', bytes, {
        ...{ type: 'application/octet-stream' },
        ...(key === undefined ? {} : { key }),
      }),
  }
}

export function idOf(bytes: Uint8Array): `sha256:${string}` {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** A picture with something in it, another for each seed. */
export async function somePicture(seed: number, side = 128): Promise<Buffer> {
  const data = new Uint8Array(side * side * 3)
  // Soft waves of several lengths: a picture whose hash has quality.
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let c = 0; c < 3; c++)
        data[(y * side + x) * 3 + c] =
          128 +
          60 * Math.sin((x * (1 + ((seed * 7) % 5))) / 9 + seed + c) +
          60 * Math.cos((y * (1 + ((seed * 3) % 7))) / 11 + seed * 2)
  return sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer()
}
