import { createHash } from 'node:crypto'
import type { MediaFacts, PictureFacts } from '../media-facts.ts'
import type { MediaId } from '../media-host.ts'
import { VIEWS } from './copy-marks.ts'
import { SIGNATURE_LENGTH } from './shape-signature.ts'

/** Facts made of a name: shape, views and texture by chance, the same for the same name. */
export interface MadeFacts {
  readonly shape?: string | undefined
  readonly views?: string | undefined
  readonly texture?: string | undefined
  readonly quality?: number
}

export function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex')
}

export function ofName(name: string): MediaId {
  return `sha256:${hashOf(name)}`
}

export function signatureOf(name: string): number[] {
  const bytes = createHash('shake256', { outputLength: SIGNATURE_LENGTH }).update(name).digest()
  return [...bytes].map((value) => value / 256)
}

export function pictureOf(name: string, hash: string, quality = 90): PictureFacts {
  return {
    ...{ name, width: 512, height: 512, scores: {}, embeddings: {}, texts: [] },
    pdq: { hash, quality, turned: [hash, ...Array.from({ length: 7 }, (_, i) => hashOf(`${hash} ${i}`))] },
  }
}

export function factsOf(name: string, made: MadeFacts = {}): MediaFacts {
  const { shape, views, texture, quality } = { shape: name, views: name, texture: name, ...made }
  return {
    ...{ version: '1', kind: 'model3d', format: 'glb', bytes: 1, findings: [], whole: true },
    digests: { md5: '', sha1: '', sha256: hashOf(name) },
    pictures: [
      ...(views === undefined ? [] : VIEWS.map((view) => pictureOf(view, hashOf(`${views} ${view}`)))),
      ...(texture === undefined ? [] : [pictureOf('texture.0', hashOf(`${texture} texture`), quality)]),
    ],
    item: { decisions: {}, exposure: {}, signature: shape === undefined ? undefined : signatureOf(shape) },
  }
}
