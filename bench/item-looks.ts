import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pdqTurned } from '../src/signals/hash/pdq-turned.ts'
import { openWaves } from '../src/signals/hash/wasm-waves.ts'
import { openCornerPlanes } from '../src/signals/image/models/corner-planes.ts'
import { NSFW_ASKED, nsfwModel } from '../src/signals/image/models/nsfw-model.ts'
import { openImageScorer } from '../src/signals/image/models/open-image-scorer.ts'
import type { ImageScorer } from '../src/signals/media/look.ts'
import { decideRead } from '../src/signals/model3d/decide-item.ts'
import { judgeLooks } from '../src/signals/model3d/judge-looks.ts'
import { validateItem } from '../src/signals/model3d/khronos/validate-item.ts'
import { openKtx2 } from '../src/signals/model3d/ktx2/open-ktx2.ts'
import { type ItemLooks, looksOfItem } from '../src/signals/model3d/looks-of-item.ts'
import { openDecoders } from '../src/signals/model3d/open-decoders.ts'
import { readItem } from '../src/signals/model3d/read-item.ts'
import type { Shot } from '../src/signals/model3d/render/shot.ts'
import { ANY_SLOT } from '../src/signals/model3d/slot-profile.ts'
import type { Bench, Emit } from './emit.ts'
import { median } from './median.ts'

const MODELS = process.env.HAECHI_MODELS ?? '/work/shared/data/models3d'
const MASK = { ...ANY_SLOT, wear: 'top', mask: { chest: 0.3, groin: 0.1 } } as const

export const bench: Bench = {
  name: 'looks',
  summary: '3D items from bytes to pictures, hashes, cover and findings, CPU ms of each step',
  async run(emit, { quick }) {
    if (!existsSync(MODELS)) return console.error(`looks: ${MODELS} is missing, nothing is measured`)
    const parts = {
      ...{ clock: () => performance.now(), decoders: await openDecoders(), ktx2: openKtx2() },
      wear: 'top' as const,
    }
    const folder = await mkdtemp(join(tmpdir(), 'haechi-looks-'))
    try {
      const file = await nsfwModel(folder)
      const scorer = (
        await openImageScorer([{ ...NSFW_ASKED, name: 'nsfw', file, runtime: 'native' }], openCornerPlanes())
      ).get('nsfw')!
      for (const name of readdirSync(MODELS).filter((one) => /\.(glb|vrm)$/.test(one)))
        await measure(emit, { name, bytes: readFileSync(join(MODELS, name)), parts, scorer }, quick ? 2 : 7)
      await scorer.close()
    } finally {
      await rm(folder, { recursive: true })
    }
    await attacks(emit, parts)
  },
}

type Parts = Parameters<typeof looksOfItem>[1]

interface Measured {
  readonly name: string
  readonly bytes: Uint8Array
  readonly parts: Parts
  readonly scorer: ImageScorer
}

async function measure(emit: Emit, { name, bytes, parts, scorer }: Measured, rounds: number) {
  const line = (what: string, value: number, reach: number | null = null): void =>
    emit({
      ...{ bench: 'looks', figure: `${name}: ${what}`, value, unit: 'CPU ms', reach, peer: null },
      holds: reach === null ? null : value <= reach,
    })
  const steps = {
    read: () => readItem(bytes, parts),
    'read, textures decoded, put on': () => looksOfItem(bytes, parts),
  }
  for (const [what, run] of Object.entries(steps)) line(what, await time(run, rounds))
  const looks = await looksOfItem(bytes, parts)
  const first = looks.scene.textures.length + 8
  const pictures = firstOf(looks, first)
  line('integrity', await time(() => decideRead(looks.item, ANY_SLOT), rounds))
  line('validator of Khronos', await time(() => validateItem(bytes, looks.item, looks.json), rounds))
  line('cover of two regions, integrity', await time(() => judgeLooks(looks, MASK), rounds))
  line('8 views and all textures', await time(() => firstOf(looks, first), rounds))
  line(`hashes of ${pictures.length}`, await time(() => pictures.map(hash), rounds))
  const score = async (shots: readonly Shot[]) => {
    await scorer.score(shots.map(({ picture }) => picture))
  }
  line(`classifier of ${pictures.length}`, await time(() => score(pictures), rounds))
  line(
    '8 views, all textures, their hashes and the classifier',
    await time(
      async (fresh: ItemLooks) => {
        const shots = firstOf(fresh, first)
        for (const shot of shots) hash(shot)
        await score(shots)
      },
      rounds,
      () => looksOfItem(bytes, parts),
    ),
    350,
  )
  line(
    'the whole, from bytes: that, reading, decoding, validator and integrity',
    await time(async () => {
      const fresh = await looksOfItem(bytes, parts)
      const found = await validateItem(bytes, fresh.item, fresh.json)
      const shots = firstOf(fresh, first)
      for (const shot of shots) hash(shot)
      await score(shots)
      decideRead(fresh.item, ANY_SLOT, found)
    }, rounds),
    350,
  )
}

const waves = openWaves()

function hash({ picture }: Shot) {
  return pdqTurned(picture, waves)
}

/** What a caller draws that wants no more: it stops asking. */
function firstOf(looks: ItemLooks, count: number): Shot[] {
  const shots: Shot[] = []
  for (const shot of looks.shots()) {
    shots.push(shot)
    if (shots.length === count) break
  }
  return shots
}

/** Hostile files, all their pictures within the usual budgets. */
async function attacks(emit: Emit, parts: Parts): Promise<void> {
  let slowest = 0
  for (const name of readdirSync(join(MODELS, 'attacks'))) {
    const bytes = readFileSync(join(MODELS, 'attacks', name))
    slowest = Math.max(
      slowest,
      await time(async () => {
        const looks = await looksOfItem(bytes, parts)
        for (const shot of looks.shots()) hash(shot)
        judgeLooks(looks, MASK)
      }, 1),
    )
  }
  const figure = 'hostile files with all their pictures: the slowest'
  emit({
    ...{ bench: 'looks', figure, value: slowest, unit: 'CPU ms', reach: 1_000, peer: null },
    holds: slowest <= 1_000,
  })
}

/** The middle of `rounds` runs after one to warm up; `prepare` is done before each and does not count. */
async function time<T = undefined>(
  run: (prepared: T) => unknown,
  rounds: number,
  prepare?: () => Promise<T>,
): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const prepared = (await prepare?.()) as T
    const from = process.cpuUsage()
    await run(prepared)
    const { user, system } = process.cpuUsage(from)
    if (round > 0) times.push((user + system) / 1000)
  }
  return median(times)
}
