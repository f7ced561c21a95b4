import { existsSync, readdirSync } from 'node:fs'
import sharp from 'sharp'
import type { Picture } from '../src/signals/image/picture.ts'
import { findWriting } from '../src/signals/image/read/find-writing.ts'
import { greyOf } from '../src/signals/image/read/grey.ts'
import { inkLevels } from '../src/signals/image/read/ink-levels.ts'
import { languageFolders } from '../src/signals/image/read/language-data.ts'
import { openTextReader } from '../src/signals/image/read/open-text-reader.ts'
import { HOODIE_TEXTS, hoodieAtlas, wasRead } from '../src/signals/image/read/written-picture.fixture.ts'
import type { Bench } from './emit.ts'

const CLOTHING = process.env.HAECHI_CLOTHING_DATA ?? '/work/shared/data/clothing/test'
/** Tiles of 1024 x 1024 in the hoodie's texture. */
const TILES = 4

/** Reading: how much of a shaded texture is read, how often plain photographs are taken for writing, and time. */
export const bench: Bench = {
  name: 'ocr',
  summary: 'writing in pictures: texts read on a shaded texture, photographs that pass the cheap test, time',
  async run(emit, { quick }) {
    const say = (
      figure: string,
      value: number,
      unit: string,
      reach: number | null = null,
      holds = true,
    ): void =>
      emit({ bench: 'ocr', figure, value, unit, reach, holds: reach === null ? null : holds, peer: null })
    const folders = await languageFolders([process.env.HAECHI_TESSDATA])
    const reader = await openTextReader({ folders, clock: () => performance.now(), timeMs: 60_000 })
    if (reader.languages.length < 2) {
      console.error('ocr: skipped, language data kor and eng are not both here')
      return
    }
    const atlas = await hoodieAtlas()
    const first = await reader.read(atlas) // the engine starts
    const texts = first.texts.map(({ text }) => text)
    const read = HOODIE_TEXTS.filter((text) => wasRead(text, texts)).length
    say(`texts read of ${HOODIE_TEXTS.length} on a shaded hoodie, 2048 x 2048`, read, 'texts', 5, read >= 5)
    const cpu = await leastCpu(quick ? 2 : 4, () => reader.read(atlas))
    say('CPU for each tile of 1024 x 1024 of it', cpu / TILES, 'ms CPU', 300, cpu / TILES <= 300)
    say('the cheap test alone, for each tile', (await leastCpu(4, () => gate(atlas))) / TILES, 'ms CPU')
    if (!existsSync(CLOTHING)) {
      console.error(`ocr: photographs skipped, ${CLOTHING} is not here`)
      return
    }
    const files = readdirSync(CLOTHING, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.jpg'))
      .slice(0, quick ? 60 : 372)
    let [passed, claimed, spent] = [0, 0, 0]
    for (const file of files) {
      const { data, info } = await sharp(`${CLOTHING}/${file}`)
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      const { width, height } = info
      const picture: Picture = { width, height, channels: info.channels as 3, data }
      if (gate(picture) > 0) passed++
      const before = process.cpuUsage()
      if ((await reader.read(picture)).texts.length > 0) claimed++
      const { user, system } = process.cpuUsage(before)
      spent += (user + system) / 1000
    }
    say('photographs of clothing that pass the cheap test', passed / files.length, 'share')
    say('photographs of clothing in which writing is claimed', claimed / files.length, 'share')
    say('CPU for a photograph of clothing (256 px)', spent / files.length, 'ms CPU')
    await reader.close()
  },
}

function gate(picture: Picture): number {
  return findWriting(inkLevels(greyOf(picture))).length
}

async function leastCpu(rounds: number, run: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
