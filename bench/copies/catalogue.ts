import type { EntityRef } from '../../src/core/entity.ts'
import type { CopyMarks } from '../../src/signals/media/copies/copy-marks.ts'
import { packMarks } from '../../src/signals/media/copies/pack-marks.ts'
import type { KeptItem } from '../../src/signals/media/copies/ports.ts'
import type { MediaFacts, PictureFacts, PictureHashes } from '../../src/signals/media/media-facts.ts'

/** A picture as the looker tells of it, by its hashes. */
export function pictureFacts(name: string, pdq: PictureHashes | undefined): PictureFacts {
  return { ...{ name, width: 512, height: 512, scores: {}, embeddings: {}, texts: [] }, pdq }
}

export function itemFacts(
  signature: readonly number[] | undefined,
  pictures: readonly PictureFacts[] = [],
): MediaFacts {
  return {
    ...{ version: 'bench', kind: 'model3d', format: 'glb', bytes: 1, findings: [], pictures, whole: true },
    digests: { md5: '', sha1: '', sha256: '' },
    item: { decisions: {}, exposure: {}, signature },
  }
}

export function keptItem(number: number, marks: CopyMarks): KeptItem {
  return {
    ...{
      number,
      item: `item:${number}` as EntityRef,
      media: `sha256:${number.toString(16).padStart(64, '0')}`,
    },
    ...{ maker: `account:${number % 100_000}` as EntityRef, world: 'bench', seenMs: number },
    marks: packMarks(marks),
  }
}
