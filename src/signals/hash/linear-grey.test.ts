import sharp from 'sharp'
import { expect, test } from 'vitest'
import { linearGrey } from './linear-grey.ts'
import { seededPicture } from './seeded-picture.fixture.ts'

test('a picture in grey is what sharp makes of it, to a shade', async () => {
  for (const channels of [3, 4] as const) {
    const picture = seededPicture({ seed: 8, width: 60, height: 41, channels, kind: 'noise' })
    const { width, height } = picture
    const theirs = await sharp(picture.data, { raw: { width, height, channels } })
      .removeAlpha()
      .grayscale()
      .raw()
      .toBuffer()
    const { data, channels: one } = linearGrey(picture)
    expect(one).toBe(1)
    expect(data).toHaveLength(theirs.length)
    const off = data.map((value, i) => Math.abs(value - theirs[i]!))
    expect(Math.max(...off)).toBeLessThanOrEqual(1)
  }
})

test('grey stays as it is, in one channel or three', () => {
  const grey = seededPicture({ seed: 9, width: 30, height: 20, channels: 1, kind: 'noise' })
  expect(linearGrey(grey)).toEqual(grey)
  const data = Uint8Array.from({ length: 3 * grey.data.length }, (_, i) => grey.data[Math.trunc(i / 3)]!)
  expect(linearGrey({ ...grey, channels: 3, data })).toEqual(grey)
})
