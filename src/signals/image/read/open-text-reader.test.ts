import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { seededPicture } from '../../hash/seeded-picture.fixture.ts'
import type { TextReader } from '../../media/look.ts'
import type { Picture } from '../picture.ts'
import { codePicture } from './code-picture.fixture.ts'
import { type LanguageData, languageFolders, readLanguageData } from './language-data.ts'
import { openTextReader } from './open-text-reader.ts'
import {
  drawsLetters,
  HOODIE_TEXTS,
  hoodieAtlas,
  wasRead,
  writtenPicture,
} from './written-picture.fixture.ts'

const clock = () => performance.now()
const folders = await languageFolders([process.env.HAECHI_TESSDATA])
const data = await readLanguageData(folders)
/** What these tests need that a machine may not have; the test names say so when they are skipped. */
const reads = await drawsLetters('가', '나')
const NEEDS = 'a Korean font'

let reader: TextReader
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haechi-read-'))
  reader = await openTextReader({ folders, clock, timeMs: 60_000 })
})
afterAll(async () => {
  await reader.close()
  await rm(folder, { recursive: true, force: true })
})
afterEach(() => vi.unstubAllGlobals())

const sizes = ({ language, bytes }: LanguageData) => ({ language, bytes: bytes.length })
const texts = async (picture: Picture) => (await reader.read(picture)).texts.map(({ text }) => text)

test.runIf(reads)(`at least five of six texts on a shaded hoodie are read (needs ${NEEDS})`, async () => {
  const { texts: found, whole } = await reader.read(await hoodieAtlas())
  const read = HOODIE_TEXTS.filter((text) =>
    wasRead(
      text,
      found.map((one) => one.text),
    ),
  )
  expect(read.length, found.map(({ text }) => text).join(' | ')).toBeGreaterThanOrEqual(5)
  expect(whole).toBe(true)
  // The turned one stands at the left below, higher than wide.
  const [x, y, width, height] = found.find(({ text }) => wasRead('ROTATED HATE', [text]))!.box
  expect([x > 0.1 && x < 0.2, y > 0.6, height > 4 * width]).toEqual([true, true, true])
})

test.runIf(reads)(`turned by any angle, light and dark, Korean and English (needs ${NEEDS})`, async () => {
  for (const turn of [0, 90, 180, -30])
    for (const [ground, fill] of [
      ['#f4f1ea', '#20242c'],
      ['#223', '#dde'],
    ] as const) {
      const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
      // From the middle back along the line, and the second line below the first.
      const at = (back: number, down: number) => ({
        x: 350 - back * cos - down * sin,
        y: 350 - back * sin + down * cos,
      })
      const picture = await writtenPicture(
        { width: 700, height: 700, ground: `<rect width="100%" height="100%" fill="${ground}"/>` },
        [
          { text: '바보 멍청이', ...at(150, 0), size: 44, turn, fill },
          { text: 'hello world', ...at(150, 110), size: 44, turn, fill },
        ],
      )
      const found = await texts(picture)
      for (const text of ['바보 멍청이', 'hello world'])
        expect(wasRead(text, found), `${turn} ${ground}: ${found.join(' | ')}`).toBe(true)
    }
})

test.runIf(reads)(
  `a short line above a long one is read, and neither has letters of the other (needs ${NEEDS})`,
  async () => {
    for (const [above, below, turn] of [
      ['꺼져라', '쓰레기 같은 놈들아', 0],
      ['KILL', 'YOURSELF NOW', -8],
      ['free coins', 'add me here', 6],
    ] as const) {
      const angle = (turn * Math.PI) / 180
      const line = { size: 40, turn }
      const picture = await writtenPicture({ width: 640, height: 320 }, [
        { text: above, x: 120, y: 140, ...line },
        { text: below, x: 120 - 48 * Math.sin(angle), y: 140 + 48 * Math.cos(angle), ...line },
      ])
      const found = await texts(picture)
      const letters = (of: readonly string[]) => of.map((text) => text.replaceAll(' ', '')).sort()
      expect(letters(found)).toEqual(letters([above, below]))
    }
  },
)

test.runIf(reads)(
  `blank, noise, patterns and pictures of one pixel hold no writing (needs ${NEEDS})`,
  async () => {
    for (const kind of ['noise', 'waves', 'checks', 'flat'] as const)
      for (const [width, height] of [
        [1, 1],
        [1, 900],
        [8, 8],
        [333, 500],
      ] as const)
        for (const channels of [1, 3, 4] as const)
          expect(
            await reader.read(seededPicture({ seed: 2, width, height, channels, kind })),
            `${kind} ${width} x ${height} x ${channels}`,
          ).toEqual({ texts: [], whole: true })
  },
)

test.runIf(reads)(`small writing in the corner of a huge picture is read (needs ${NEEDS})`, async () => {
  const text = 'call 010 5555 0199'
  const picture = await writtenPicture({ width: 4096, height: 4096 }, [{ text, x: 3600, y: 4080, size: 30 }])
  expect(wasRead(text, await texts(picture))).toBe(true)
})

test.runIf(reads)(`what has alpha is read where it is opaque (needs ${NEEDS})`, async () => {
  const { width, height, data } = await writtenPicture({ width: 500, height: 120 }, [
    { text: '꺼져라 지금', x: 40, y: 80, size: 50 },
  ])
  const withAlpha = new Uint8Array(width * height * 4)
  for (let at = 0; at < width * height; at++) {
    const isInk = data[at * 3]! < 128
    withAlpha.set([0, 0, 0, isInk ? 255 : 0], at * 4)
  }
  const picture: Picture = { width, height, channels: 4, data: withAlpha }
  expect(wasRead('꺼져라 지금', await texts(picture))).toBe(true)
})

test.runIf(reads)(
  `when time is up, what was read till then is told, and that it is not all (needs ${NEEDS})`,
  async () => {
    let calls = 0
    // The clock stands until it was asked a few times, then it jumps.
    const jumpy = await openTextReader({ folders, clock: () => (calls++ < 6 ? 0 : 1e9) })
    const read = await jumpy.read(await hoodieAtlas())
    expect(read.whole).toBe(false)
    expect(read.texts.length).toBeLessThan(HOODIE_TEXTS.length)
    await jumpy.close()
  },
)

test('without language data only codes are read, and the file is told so; nothing is fetched', async () => {
  vi.stubGlobal('fetch', () => {
    throw new Error('The network was asked.')
  })
  const codesOnly = await openTextReader({ folders: [join(folder, 'nothing')], clock })
  expect(codesOnly.languages).toEqual([])
  expect(codesOnly.finding).toMatchObject({ code: 'ocr-unavailable', severity: 'note' })
  const picture = await codePicture(400, 300, [{ text: 'https://x.example', x: 20, y: 20, module: 5 }])
  const { texts: found, whole } = await codesOnly.read(picture)
  expect(found.map(({ text, by }) => [text, by])).toEqual([['https://x.example', 'code']])
  expect(whole).toBe(true)
  expect(codesOnly.version).not.toBe(reader.version === codesOnly.version ? '' : reader.version)
})

test('language data comes with the packages, packed; what is given goes before it', async () => {
  const without = join(folder, 'no-system')
  const packaged = await readLanguageData(await languageFolders([undefined, ''], without))
  expect(packaged.map(sizes)).toEqual([
    { language: 'kor', bytes: 2_208_378 },
    { language: 'eng', bytes: 5_199_098 },
  ])
  const own = join(folder, 'own')
  await mkdir(own)
  await writeFile(join(own, 'eng.traineddata'), 'plain')
  await writeFile(join(own, 'kor.traineddata.gz'), gzipSync('packed'))
  const ownFirst = await languageFolders([own], without)
  expect((await readLanguageData(ownFirst)).map(sizes)).toEqual([
    { language: 'kor', bytes: 6 },
    { language: 'eng', bytes: 5 },
  ])
  // What cannot be unpacked, or is too much, is passed over for the next folder.
  await writeFile(join(own, 'kor.traineddata.gz'), gzipSync('packed').subarray(0, 20))
  await writeFile(join(own, 'eng.traineddata.gz'), gzipSync(new Uint8Array(64 * 1024 ** 2 + 1)))
  await rm(join(own, 'eng.traineddata'))
  expect((await readLanguageData(ownFirst)).map(sizes)).toEqual(packaged.map(sizes))
})

test('damaged language data is left out, whatever the damage', async () => {
  const damaged = join(folder, 'damaged')
  await mkdir(damaged)
  const whole = data.find(({ language }) => language === 'eng')!.bytes
  const damages = [
    new Uint8Array(0),
    new Uint8Array(1000).fill(255),
    whole.subarray(0, 300_000),
    whole.subarray(0, 100),
  ]
  for (const bytes of damages) {
    await writeFile(join(damaged, 'eng.traineddata'), bytes)
    const opened = await openTextReader({ folders: [damaged], clock })
    expect([opened.languages, opened.finding?.code], `${bytes.length} bytes`).toEqual([[], 'ocr-unavailable'])
  }
})

test.runIf(reads)(
  `of two languages the whole one is read when the other is damaged (needs ${NEEDS})`,
  async () => {
    const mixed = join(folder, 'mixed')
    await mkdir(mixed)
    const eng = data.find(({ language }) => language === 'eng')!
    await writeFile(join(mixed, 'eng.traineddata'), eng.bytes)
    await writeFile(
      join(mixed, 'kor.traineddata'),
      (await readFile(join(mixed, 'eng.traineddata'))).subarray(0, 5000),
    )
    const opened = await openTextReader({ folders: [mixed], clock })
    expect(opened.languages).toEqual(['eng'])
    expect(opened.finding).toBeUndefined()
    const picture = await writtenPicture({ width: 500, height: 120 }, [
      { text: 'hello world', x: 40, y: 80, size: 50 },
    ])
    expect((await opened.read(picture)).texts.map(({ text }) => text)).toEqual(['hello world'])
    await opened.close()
  },
)
