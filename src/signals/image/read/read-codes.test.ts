import { expect, test } from 'vitest'
import { seededPicture } from '../../hash/seeded-picture.fixture.ts'
import type { Picture } from '../picture.ts'
import { codePicture, type DrawnCode } from './code-picture.fixture.ts'
import { greyOf } from './grey.ts'
import { inkLevels } from './ink-levels.ts'
import { readCodes } from './read-codes.ts'

const texts = (picture: Picture) => readCodes(inkLevels(greyOf(picture)), () => true)

async function read(width: number, height: number, codes: readonly DrawnCode[]): Promise<string[]> {
  return texts(await codePicture(width, height, codes))
    .map(({ text }) => text)
    .sort()
}

test('codes in corners, small and large, several, turned and inverted are read', async () => {
  const link = 'https://one.example/abc'
  const one = { text: link, x: 20, y: 20, module: 4 }
  expect(await read(512, 512, [one])).toEqual([link])
  expect(await read(1600, 1000, [{ ...one, x: 1540, y: 940, module: 2 }])).toEqual([link])
  expect(await read(900, 900, [{ ...one, x: 10, y: 10, module: 28 }])).toEqual([link])
  expect(await read(512, 512, [{ ...one, inverted: true }])).toEqual([link])
  expect(await read(512, 512, [{ ...one, x: 150, y: 150, module: 6, turn: 33 }])).toEqual([link])
  const many = [0, 1, 2, 3].map((at) => ({
    ...{ text: `code ${at}`, module: 3 + at, inverted: at === 2, turn: at === 2 ? 90 : 20 * at },
    ...{ x: 60 + (at % 2) * 400, y: 60 + Math.floor(at / 2) * 400 },
  }))
  expect(await read(900, 900, many)).toEqual(many.map(({ text }) => text))
})

test('the box of a code is where it stands', async () => {
  const [code] = texts(await codePicture(1000, 500, [{ text: 'here', x: 600, y: 200, module: 5 }]))
  const [x, y, width, height] = code!.box
  expect(code).toMatchObject({ by: 'code', confidence: 1 })
  expect(
    [x * 1000, y * 500].map(Math.round).map((at, axis) => Math.abs(at - [600, 200][axis]!) < 30),
  ).toEqual([true, true])
  expect(width * 1000).toBeCloseTo(height * 500, 0)
  expect(width * 1000).toBeGreaterThan(21 * 5)
})

test('pictures without codes, and three corners with nothing between them, give nothing', async () => {
  for (const kind of ['noise', 'waves', 'checks', 'flat'] as const)
    expect(texts(seededPicture({ seed: 3, width: 600, height: 400, channels: 3, kind })), kind).toEqual([])
  const picture = await codePicture(400, 400, [{ text: 'here', x: 50, y: 50, module: 8 }])
  // What is not a corner is wiped out.
  for (let y = 130; y < 250; y++) picture.data.fill(238, (y * 400 + 130) * 3, (y * 400 + 250) * 3)
  expect(texts(picture)).toEqual([])
})

test('no more is read when time is up', async () => {
  const picture = await codePicture(300, 300, [{ text: 'here', x: 50, y: 50, module: 6 }])
  expect(readCodes(inkLevels(greyOf(picture)), () => false)).toEqual([])
})
