import type { MediaFacts, PictureFacts } from './media-facts.ts'
import {
  type BankMatch,
  type CatalogueMatch,
  type MediaHost,
  type MediaId,
  NoSuchMedia,
} from './media-host.ts'

export const ID: MediaId = `sha256:${'a'.repeat(64)}`

export function picture(name: string, more: Partial<PictureFacts> = {}): PictureFacts {
  return { ...{ name, width: 8, height: 8, pdq: undefined, scores: {}, embeddings: {}, texts: [] }, ...more }
}

/** A picture with writing, each text in the lower half. */
export function written(name: string, ...texts: string[]): PictureFacts {
  const box = [0, 0.5, 1, 0.5] as const
  return picture(name, { texts: texts.map((text) => ({ text, confidence: 0.9, box, by: 'ocr' })) })
}

export function facts(more: Partial<MediaFacts> = {}): MediaFacts {
  return {
    ...{ version: 'v1', kind: 'image', format: 'png', bytes: 10 },
    ...{ digests: { md5: '', sha1: '', sha256: 'a'.repeat(64) } },
    ...{ findings: [], pictures: [picture('picture')], item: undefined, whole: true },
    ...more,
  }
}

/** A host that knows one file, and counts how often it was asked; `known`: at once. */
export function hostOf(
  held: MediaFacts | undefined,
  {
    known = false,
    matches = [],
    copies = [],
  }: { known?: boolean; matches?: readonly BankMatch[]; copies?: readonly CatalogueMatch[] } = {},
): MediaHost & { asked: number } {
  return {
    asked: 0,
    known: (id) => (known && id === ID ? held : undefined),
    async facts(id) {
      this.asked++
      if (held === undefined || id !== ID) throw new NoSuchMedia('gone')
      return held
    },
    banks: { version: '1', match: (_facts, banks) => matches.filter(({ bank }) => banks.includes(bank)) },
    catalogue: {
      near: (_facts, { not, others }) =>
        copies.filter(({ item, sameMaker }) => item !== not && !(others && sameMaker)),
    },
  }
}
