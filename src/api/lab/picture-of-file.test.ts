import { expect, test } from 'vitest'
import { Unavailable } from '../../engine/ports.ts'
import { NSFW_SHA256 } from '../../signals/image/models/nsfw-model.ts'
import { factsOfPictures } from '../../signals/media/facts-of-pictures.fixture.ts'
import type { MediaFacts, PictureFacts } from '../../signals/media/media-facts.ts'
import { type MediaId, NoSuchMedia } from '../../signals/media/media-host.ts'
import { readPictureText } from '../../signals/media/picture-text.ts'
import { type LabMedia, pictureOfFile } from './picture-of-file.ts'

const ID: MediaId = `sha256:${'a'.repeat(64)}`
const picture = (embeddings: PictureFacts['embeddings']): PictureFacts => ({
  ...{ name: 'picture', width: 9, height: 9, pdq: undefined, scores: {}, texts: [] },
  embeddings,
})
const whole = factsOfPictures([picture({ [NSFW_SHA256]: [0.5, 0.25] })])

interface Given {
  readonly facts?: MediaFacts
  readonly fault?: Error
  readonly there?: boolean
  readonly sealed?: boolean
  readonly severity?: string
  /** It is not known to be harmless: what is shown of it when it is asked again. */
  readonly shown?: 'held' | 'looked'
}

function mediaOf(given: Given): LabMedia {
  const { facts = whole, fault, there = true, sealed = false, severity, shown } = given
  return {
    store: { sight: async () => (there ? { record: { id: ID, sealed }, severity } : undefined) },
    host: {
      facts: () => (fault === undefined ? Promise.resolve(facts) : Promise.reject(fault)),
      known: () => (shown === undefined ? facts : undefined),
    },
    shown: async () => ({ state: shown ?? 'looked', facts }),
  } as unknown as LabMedia
}

test('the one picture of a file is its line, also where it had to be held against banks once more', async () => {
  for (const given of [{}, { severity: 'S1' }, { shown: 'looked' as const }]) {
    const read = await pictureOfFile(mediaOf(given), ID)
    const line = typeof read === 'string' ? undefined : readPictureText(read.text)
    expect(line).toMatchObject({ media: ID, model: NSFW_SHA256, embedding: Float32Array.of(0.5, 0.25) })
  }
})

test.each<[string, Given, string]>([
  ['was never sent', { there: false }, 'file'],
  ['went meanwhile', { fault: new NoSuchMedia('gone') }, 'file'],
  ['is sealed', { sealed: true }, 'sealed'],
  ['is of the gravest kind', { severity: 'S0' }, 'sealed'],
  ['is held for a sealed bank, doubted or not', { shown: 'held' }, 'sealed'],
  ['was not seen whole', { facts: factsOfPictures(whole.pictures, false) }, 'unseen'],
  ['has no picture', { facts: factsOfPictures([]) }, 'unseen'],
  ['has several', { facts: factsOfPictures([...whole.pictures, ...whole.pictures]) }, 'several'],
  ['was looked at without the model', { facts: factsOfPictures([picture({})]) }, 'unscored'],
])('a file that %s gives no line', async (_, given, why) => {
  expect(await pictureOfFile(mediaOf(given), ID)).toBe(why)
})

test('a store that is away is told, and not taken for a file that is gone', async () => {
  const away = new Unavailable('gone', 'away')
  await expect(pictureOfFile(mediaOf({ fault: away }), ID)).rejects.toBe(away)
})
