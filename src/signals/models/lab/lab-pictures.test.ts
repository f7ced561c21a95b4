import { expect, test } from 'vitest'
import { NSFW_SHA256 } from '../../image/models/nsfw-model.ts'
import { CHAT_EVENT } from '../../judged-event.fixture.ts'
import { factsOfPictures } from '../../media/facts-of-pictures.fixture.ts'
import type { MediaFacts, PictureFacts } from '../../media/media-facts.ts'
import { type MediaHost, type MediaId, NoSuchMedia } from '../../media/media-host.ts'
import { readPictureText } from '../../media/picture-text.ts'
import { testHost } from '../test-host.fixture.ts'
import { lab } from './lab.ts'
import type { ServedModel } from './served-task.ts'

const ID: MediaId = `sha256:${'a'.repeat(64)}`
const picture = (name: string, value: number): PictureFacts => ({
  ...{ name, width: 9, height: 9, pdq: undefined, scores: {}, texts: [] },
  embeddings: { [NSFW_SHA256]: [value] },
})
const seen = factsOfPictures([
  picture('view.front', 0.25),
  picture('texture.0', 0.75),
  picture('view.back', 0.5),
])

/** Scores a picture by the one number of its embedding. */
const score = (text: string) => {
  const value = readPictureText(text)?.embedding[0] ?? 0
  return Float32Array.of(value, 1 - value)
}
const model = (now: ServedModel['now']): ServedModel => ({
  ...{ id: 'mdl-1', labels: ['violates', 'hat'], now, score: async (text) => score(text) },
  thresholds: { rank: 0.6, act: undefined, act_for_good: undefined },
})

function signalOf(answer: () => Promise<MediaFacts>, known: MediaFacts | undefined, now: ServedModel['now']) {
  const media = { facts: answer, known: () => known } as unknown as MediaHost
  const host = testHost({ media })
  host.serving.set('things', { live: model(now), canary: undefined })
  const options = { task: 'things', content: 'image', labels: ['hat'] }
  const binding = {
    name: 'things',
    options,
    files: new Map(),
    policy: undefined,
    labels: ['violates', 'hat'],
  }
  const signal = lab.build({ ...binding, of: 'item', deadlineMs: 100 }, host)
  if (signal.cost !== 'dear') throw new Error('a model of the lab is waited for')
  return signal
}
const item = { raw: ID, shared: new Map() }
const stop = new AbortController().signal

test('of a file rules read the picture that violates most, at once or waited for', async () => {
  const value = { violates: 0.75, hat: 0.25, rank: true, act: false, act_for_good: false }
  const waited = signalOf(async () => seen, undefined, undefined)
  expect(waited.atOnce!(item, CHAT_EVENT)).toBeUndefined()
  expect(await waited.evaluate(item, CHAT_EVENT, stop)).toEqual(value)
  const known = signalOf(() => Promise.reject(new Error('not asked')), seen, score)
  expect(known.atOnce!(item, CHAT_EVENT)).toEqual(value)
})

test.each([
  ['was not seen whole', async () => factsOfPictures(seen.pictures, false), 'did not see the whole file'],
  ['has no picture', async () => factsOfPictures([]), 'saw no picture'],
  ['is gone', () => Promise.reject(new NoSuchMedia('gone')), 'not there'],
])('a file that %s gives no value', async (_, answer, message) => {
  const asked = signalOf(answer as () => Promise<MediaFacts>, undefined, score).evaluate(
    item,
    CHAT_EVENT,
    stop,
  )
  await expect(asked).rejects.toMatchObject({ why: 'failed', message: expect.stringContaining(message) })
})
