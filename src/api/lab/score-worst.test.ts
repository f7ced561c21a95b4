import { expect, test } from 'vitest'
import { NSFW_SHA256 } from '../../signals/image/models/nsfw-model.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import { NoSuchMedia } from '../../signals/media/media-host.ts'
import { readPictureText } from '../../signals/media/picture-text.ts'
import { scoreWorst } from './score-worst.ts'
import { textsToScore } from './texts-to-score.ts'

const ID = `sha256:${'a'.repeat(64)}`
const scorer = {
  labels: ['violates'],
  async score(texts: readonly string[]) {
    if (texts.includes('broken')) throw new Error('broken')
    return Float32Array.from(texts, (text) => readPictureText(text)?.embedding[0] ?? Number(text))
  },
}
const own = { scorer, learner: 'head' as const, stopwatch: () => 0 }

test('of several pictures of an event the worst counts, and a failure on one is one of all', async () => {
  const read = [
    { id: 'a', texts: ['0.25', '0.75', '0.5'] },
    { id: 'b', texts: ['0.125'] },
  ]
  expect((await scoreWorst(own, read)).scores).toEqual([0.75, 0.125])
  const broken = [...read, { id: 'c', texts: ['0.5', 'broken'] }]
  expect((await scoreWorst(own, broken)).scores[2]).toBeUndefined()
})

test('a task of texts scores the text; one of images the pictures of a file that was seen whole', async () => {
  const facts = (whole: boolean) =>
    ({
      whole,
      pictures: [0.5, 0.25].map((value, i) => ({
        name: `${i}`,
        pdq: undefined,
        embeddings: { [NSFW_SHA256]: [value] },
      })),
    }) as unknown as MediaFacts
  const host = (whole: boolean) => ({ facts: async () => facts(whole) })
  expect(await textsToScore(undefined, {}, 'hello')).toEqual(['hello'])
  const lines = await textsToScore(host(true), { content: 'image' }, ID)
  expect(lines.map((text) => readPictureText(text)!.embedding[0])).toEqual([0.5, 0.25])
  for (const none of [
    textsToScore(host(false), { content: 'image' }, ID),
    textsToScore(host(true), { content: 'image' }, 'no id'),
    textsToScore(undefined, { content: 'image' }, ID),
    textsToScore({ facts: () => Promise.reject(new NoSuchMedia('gone')) }, { content: 'image' }, ID),
  ])
    expect(await none).toEqual([])
})
