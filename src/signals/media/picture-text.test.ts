import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PictureFacts } from './media-facts.ts'
import {
  isPictureText,
  type PictureLine,
  pictureTexts,
  readPictureText,
  writePictureText,
} from './picture-text.ts'

const line: PictureLine = {
  ...{ media: `sha256:${'a'.repeat(64)}`, pdq: 'b'.repeat(64), model: 'c'.repeat(64) },
  embedding: Float32Array.of(0, 1, -2.5, 0.001, 3e30),
}

test('a line is read back: names as they were, numbers to three digits', () => {
  const floats = fc.array(
    fc.float({ noNaN: true, noDefaultInfinity: true, max: 2 ** 127, min: -(2 ** 127) }),
    { minLength: 1 },
  )
  fc.assert(
    fc.property(floats, (values) => {
      const text = writePictureText({ ...line, embedding: Float32Array.from(values) })
      const read = readPictureText(text)!
      expect(read).toMatchObject({ media: line.media, pdq: line.pdq, model: line.model })
      for (const [i, value] of values.entries())
        expect(Math.abs(read.embedding[i]! - value)).toBeLessThanOrEqual(Math.abs(value) / 256 + 1e-38)
      // Rounded once, it stays: what is learnt from and what is served are the same.
      expect(writePictureText(read)).toBe(text)
    }),
  )
  expect(readPictureText(writePictureText({ ...line, pdq: undefined }))!.pdq).toBeUndefined()
})

test('what is no line, is damaged, or has a number that is none is not read', () => {
  const text = writePictureText(line)
  expect(isPictureText(text)).toBe(true)
  for (const broken of [
    '',
    'hello',
    text.slice(0, 150),
    `${text}!`,
    text.replace('sha256:', 'md5:'),
    ` ${text}`,
  ])
    expect(readPictureText(broken)).toBeUndefined()
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(readPictureText(writePictureText({ ...line, embedding: Float32Array.of(value) }))).toBeUndefined()
})

test('the pictures of a file are lines by their names; those that the model did not see are left out', () => {
  const picture = (name: string, embeddings: PictureFacts['embeddings']): PictureFacts => ({
    ...{ name, width: 9, height: 9, pdq: undefined, scores: {}, embeddings, texts: [] },
  })
  const pictures = [picture('view.front', { [line.model]: [1, 2] }), picture('texture.0', { other: [1] })]
  const texts = pictureTexts(line.media, { pictures }, line.model)
  expect(texts.map(({ name }) => name)).toEqual(['view.front'])
  expect(readPictureText(texts[0]!.text)).toMatchObject({
    media: line.media,
    embedding: Float32Array.of(1, 2),
  })
})
