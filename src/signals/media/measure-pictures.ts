import { createHash } from 'node:crypto'
import { pdqDistance, pdqWords } from '../hash/pdq-distance.ts'
import type { MakeWaves } from '../hash/pdq-hash.ts'
import type { Picture } from '../image/picture.ts'
import type { ImageScorer, TextReader } from './look.ts'
import type { PictureFacts } from './media-facts.ts'
import { frameHashes, pictureHashes } from './picture-hashes.ts'

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
  /** Of a frame of a video. */
  readonly seconds?: number
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
  const flatBefore = new Set<string>()
  let waiting: { readonly facts: Growing; readonly picture: Picture }[] = []
  // Views of what is the same from both sides, and empty ones, have the same pixels: models are asked once about them.
  const asked = new Map<string, Growing>()
  const same: { readonly facts: Growing; readonly as: Growing }[] = []

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

  /** One without a hash is flat, and may still hold a few small letters: it is new unless one before is the same, byte for byte. */
  function looksNew({ pdq }: PictureFacts, { data }: Picture): boolean {
    if (pdq === undefined) {
      const before = flatBefore.size
      return flatBefore.add(createHash('sha1').update(data).digest('base64')).size > before
    }
    const words = pdqWords(pdq.hash)
    return readBefore.every((one) => pdqDistance(one, words) > ALIKE_BITS)
  }

  return {
    async add(name, picture, { score, read, seconds }) {
      const { width, height } = picture
      const facts: Growing = {
        ...{
          name,
          width,
          height,
          pdq: (seconds === undefined ? pictureHashes : frameHashes)(name, picture, makeWaves),
          scores: {},
          embeddings: {},
          texts: [],
        },
        ...(seconds !== undefined && { seconds }),
      }
      all.push(facts)
      if (reader !== undefined && (read === 'new' ? looksNew(facts, picture) : read)) {
        if (facts.pdq !== undefined) readBefore.push(pdqWords(facts.pdq.hash))
        const left = untilMs - clock()
        const done = left > 0 ? await reader.read(picture, left) : { texts: [], whole: false }
        facts.texts = done.texts
        whole &&= done.whole
      }
      if (!score || scorers.size === 0) return
      const key = keyOf(picture)
      const as = asked.get(key)
      if (as !== undefined) {
        same.push({ facts, as })
        return
      }
      asked.set(key, facts)
      waiting.push({ facts, picture })
      if (waiting.length >= BATCH) await scoreWaiting()
    },
    async end() {
      await scoreWaiting()
      for (const { facts, as } of same) {
        facts.scores = as.scores
        facts.embeddings = as.embeddings
      }
      return { pictures: all, whole }
    },
  }
}

/** The same for the same pixels. */
function keyOf({ width, height, channels, data }: Picture): string {
  return `${width} ${height} ${channels} ${createHash('sha256').update(data).digest('base64')}`
}
