import { pdqDistance, pdqWords } from '../hash/pdq-distance.ts'
import type { MakeWaves } from '../hash/pdq-hash.ts'
import { pdqTurned } from '../hash/pdq-turned.ts'
import type { Picture } from '../image/picture.ts'
import type { ImageScorer, TextReader } from './look.ts'
import type { PictureFacts } from './media-facts.ts'

/** What pictures are measured with. */
export interface Measures {
  readonly makeWaves: MakeWaves
  /** By the name of the model; one scorer under two names is asked once. */
  readonly scorers: ReadonlyMap<string, ImageScorer>
  readonly reader: TextReader | undefined
  /** Milliseconds that only go forward. */
  readonly clock: () => number
}

/** What is done with a picture besides its hash. */
export interface PictureAsked {
  readonly score: boolean
  /** `new`: when it looks like no picture that was read before. */
  readonly read: boolean | 'new'
}

/** Measures pictures one after another: hashes at once, scores in batches. */
export interface PictureMeasurer {
  add(name: string, picture: Picture, asked: PictureAsked): Promise<void>
  /** All of them in their order; `whole`: everything was read to its end. */
  end(): Promise<{ readonly pictures: readonly PictureFacts[]; readonly whole: boolean }>
}

const BATCH = 8
/** Pictures whose hashes differ in no more bits look alike. */
const ALIKE_BITS = 31

type Growing = { -readonly [K in keyof PictureFacts]: PictureFacts[K] }

/** `untilMs`: by the clock, when no more writing is begun to be read. */
export function measurePictures(measures: Measures, untilMs: number): PictureMeasurer {
  const { makeWaves, scorers, reader, clock } = measures
  const all: Growing[] = []
  let whole = true
  const readBefore: Uint32Array[] = []
  let waiting: { readonly facts: Growing; readonly picture: Picture }[] = []

  async function scoreWaiting(): Promise<void> {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    const known = new Map<ImageScorer, Awaited<ReturnType<ImageScorer['score']>>>()
    for (const [model, scorer] of scorers) {
      const rows = known.get(scorer) ?? (await scorer.score(batch.map(({ picture }) => picture)))
      known.set(scorer, rows)
      for (const [i, { scores, embedding }] of rows.entries()) {
        const { facts } = batch[i]!
        facts.scores = { ...facts.scores, [model]: scores }
        if (embedding !== undefined)
          facts.embeddings = { ...facts.embeddings, [scorer.sha256]: [...embedding] }
      }
    }
  }

  /** One without a hash is flat, and may still hold a few small letters. */
  function looksNew({ pdq }: PictureFacts): boolean {
    if (pdq === undefined) return true
    const words = pdqWords(pdq.hash)
    return readBefore.every((one) => pdqDistance(one, words) > ALIKE_BITS)
  }

  return {
    async add(name, picture, { score, read }) {
      const { width, height } = picture
      const facts: Growing = {
        ...{ name, width, height, pdq: pdqOf(picture, makeWaves), scores: {}, embeddings: {}, texts: [] },
      }
      all.push(facts)
      if (reader !== undefined && (read === 'new' ? looksNew(facts) : read)) {
        if (facts.pdq !== undefined) readBefore.push(pdqWords(facts.pdq.hash))
        const left = untilMs - clock()
        const done = left > 0 ? await reader.read(picture, left) : { texts: [], whole: false }
        facts.texts = done.texts
        whole &&= done.whole
      }
      if (!score || scorers.size === 0) return
      waiting.push({ facts, picture })
      if (waiting.length >= BATCH) await scoreWaiting()
    },
    async end() {
      await scoreWaiting()
      return { pictures: all, whole }
    },
  }
}

/** Undefined for a picture without anything in it: such hashes are near to one another and say nothing. */
function pdqOf(picture: Picture, makeWaves: MakeWaves): PictureFacts['pdq'] {
  const turned = pdqTurned(picture, makeWaves)
  const { hash, quality } = turned[0]!
  return quality === 0 ? undefined : { hash, quality, turned: turned.map((one) => one.hash) }
}
