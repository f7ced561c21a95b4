import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { hashImage } from '../src/signals/hash/hash-image.ts'
import { seededPicture } from '../src/signals/hash/seeded-picture.fixture.ts'
import { openWaves } from '../src/signals/hash/wasm-waves.ts'
import { decodeImage } from '../src/signals/image/decode-image.ts'
import { openCornerPlanes } from '../src/signals/image/models/corner-planes.ts'
import { NSFW_ASKED, nsfwModel } from '../src/signals/image/models/nsfw-model.ts'
import { openImageScorer } from '../src/signals/image/models/open-image-scorer.ts'
import type { Picture } from '../src/signals/image/picture.ts'
import type { ImageScorer } from '../src/signals/media/look.ts'
import { CLOTHING, clothingFiles, clothingIsThere } from './clothing.ts'
import type { Bench, Emit } from './emit.ts'
import { nsfwjsPeer } from './nsfwjs-peer.ts'

const PDQ_DATA = process.env.HAECHI_PDQ_DATA ?? '/work/shared/data/pdq'
const PHOTO = join(PDQ_DATA, 'images/bridge-mods/aaa-orig.jpg')

/** What was measured on these photographs, made 256 pixels high, at first: it is to stay so. */
const FALSE_POSITIVES = [
  [0.5, 0.0235],
  [0.7, 0.0082],
  [0.9, 0.0003],
] as const

/** The image model that comes with Haechi: its time, what it takes to screen an image, and whether it is nsfwjs still. */
export const bench: Bench = {
  name: 'image-models',
  summary:
    'the image classifier: time a picture, an image screened end to end, agreement with nsfwjs, false positives',
  async run(emit, { quick, withPeer }) {
    sharp.concurrency(1)
    const say = sayer(emit)
    const folder = await mkdtemp(join(tmpdir(), 'haechi-image-models-'))
    try {
      const [making, file] = await cpuOf(() => nsfwModel(folder))
      say('the model made of the package', making, 'ms CPU')
      const open = async (runtime: 'native' | 'wasm') => {
        const scorers = await openImageScorer(
          [{ ...NSFW_ASKED, name: 'nsfw', file, runtime }],
          openCornerPlanes(),
        )
        return scorers.get('nsfw')!
      }
      const scorer = await open('native')
      await times(say, scorer, quick ? 20 : 100)
      if (!quick) await timesOf(say, 'WebAssembly', await open('wasm'), 20, null)
      if (existsSync(PHOTO)) await endToEnd(say, scorer, quick ? 10 : 60)
      else console.error(`${PHOTO} is not there: an image end to end is left out (HAECHI_PDQ_DATA)`)
      if (!clothingIsThere())
        console.error(
          `${CLOTHING} is not there: false positives and nsfwjs are left out (HAECHI_CLOTHING_DATA)`,
        )
      else {
        if (!quick) await falsePositives(say, scorer)
        if (withPeer) await againstPeer(say, emit, scorer, quick ? 20 : 100)
        else console.error('nsfwjs itself is not asked: --with-peer installs it into a temporary folder')
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

type Say = (figure: string, value: number, unit: string, reach?: number | null) => void

function sayer(emit: Emit): Say {
  return (figure, value, unit, reach = null) => {
    const holds = reach === null ? null : value <= reach
    emit({ bench: 'image-models', figure, value, unit, reach, holds, peer: null })
  }
}

/** The least CPU time of one piece of work in ms, by rounds of a few: what else runs takes of the caches that all share. */
async function leastCpu(rounds: number, work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds / A_ROUND; round++) {
    const [ms] = await cpuOf(async () => {
      for (let i = 0; i < A_ROUND; i++) await work()
    })
    least = Math.min(least, ms / A_ROUND)
  }
  return least
}
const A_ROUND = 5

/** CPU time of the process in ms, all threads. */
async function cpuOf<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(start)
  return [(user + system) / 1000, value]
}

async function times(say: Say, scorer: ImageScorer, rounds: number): Promise<void> {
  await timesOf(say, 'native', scorer, rounds, 10)
  const eight = Array.from({ length: 8 }, (_, seed) => picture256(seed))
  const ms = await leastCpu(rounds / 4, () => scorer.score(eight))
  say('a picture of 256 x 256 in a batch of 8, native', ms / 8, 'ms CPU')
}

async function timesOf(say: Say, name: string, scorer: ImageScorer, rounds: number, reach: number | null) {
  const pictures = [picture256(1)]
  for (let i = 0; i < 5; i++) await scorer.score(pictures)
  const ms = await leastCpu(rounds, () => scorer.score(pictures))
  say(`a picture of 256 x 256, ${name}`, ms, 'ms CPU', reach)
}

const picture256 = (seed: number): Picture =>
  seededPicture({ seed, width: 256, height: 256, channels: 3, kind: 'waves' })

async function endToEnd(say: Say, scorer: ImageScorer, rounds: number): Promise<void> {
  const bytes = readFileSync(PHOTO)
  const waves = openWaves()
  const screen = async () => scorer.score([(await hashImage(bytes, waves)).decoded.picture!])
  for (let i = 0; i < 5; i++) await screen()
  const ms = await leastCpu(rounds, screen)
  say('JPEG of 1600 x 1004: decoded, 8 hashes, classified', ms, 'ms CPU', 25)
}

async function falsePositives(say: Say, scorer: ImageScorer): Promise<void> {
  const risks: number[] = []
  let sexy = 0
  for (const file of clothingFiles()) {
    const { picture } = await decodeImage(readFileSync(file))
    const [scored] = await scorer.score([picture!])
    const { Porn, Hentai, Sexy } = scored!.scores
    risks.push(Porn! + Hentai!)
    if (Sexy! > 0.5) sexy++
  }
  for (const [above, expected] of FALSE_POSITIVES) {
    const share = risks.filter((risk) => risk > above).length / risks.length
    // A photograph at the threshold may fall on either side of it.
    say(
      `of ${risks.length} photographs of clothing, Porn + Hentai > ${above}`,
      share * 100,
      '%',
      (expected + 0.0005) * 100,
    )
  }
  say('of these, Sexy > 0.5', (sexy / risks.length) * 100, '%')
}

async function againstPeer(say: Say, emit: Emit, scorer: ImageScorer, count: number): Promise<void> {
  const peer = await nsfwjsPeer()
  try {
    const files = clothingFiles()
    const some = Array.from({ length: count }, (_, i) => files[Math.floor((i * files.length) / count)]!)
    let most = 0
    let msOfPeer = 0
    for (const file of [...some, ...(existsSync(PHOTO) ? [PHOTO] : [])]) {
      const { picture } = await decodeImage(readFileSync(file))
      const [ours] = await scorer.score([picture!])
      const { scores, ms } = await peer.classify(picture!)
      msOfPeer += ms
      for (const [label, score] of Object.entries(scores))
        most = Math.max(most, Math.abs(score - ours!.scores[label]!))
    }
    say(`largest difference from nsfwjs on ${count} photographs`, most * 1e6, 'millionths', 10)
    const figure = 'a photograph of 256 pixels and what tfjs needs for it'
    const value = msOfPeer / (count + 1)
    emit({
      bench: 'image-models',
      figure,
      value,
      unit: 'ms CPU',
      reach: null,
      holds: null,
      peer: 'nsfwjs on tfjs wasm',
    })
  } finally {
    peer.end()
  }
}
