import { existsSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { hashDistance } from '../src/signals/hash/hash-distance.fixture.ts'
import { hashImage } from '../src/signals/hash/hash-image.ts'
import { type MakeWaves, pdqDihedral, pdqHash, plainWaves } from '../src/signals/hash/pdq-hash.ts'
import { pdqTurned } from '../src/signals/hash/pdq-turned.ts'
import { seededPicture, seededPictures } from '../src/signals/hash/seeded-picture.fixture.ts'
import { openWaves } from '../src/signals/hash/wasm-waves.ts'
import type { Bench, Emit } from './emit.ts'
import { turnedForms } from './pdq-turned.ts'

const PHOTOS = '/work/shared/data/clothing'
const DATA = process.env.HAECHI_PDQ_DATA ?? '/work/shared/data/pdq'
/** The C++ reference at -O3 on the machine of /work/shared/reference/vision-3d.md, and what we may take of it. */
const CPP_512_MS = 3.81
const SHARE = 0.45

/** PDQ: equal to the reference, equal in both kernels, and how long a picture takes. */
export const bench: Bench = {
  name: 'pdq',
  summary: 'PDQ hashes: conformance with the reference, TypeScript against WebAssembly, time a picture',
  async run(emit, { quick }) {
    const wasm = openWaves()
    const say = sayer(emit)
    agree(say, wasm, quick ? 100 : 640)
    for (const [width, height] of [
      [512, 512],
      [256, 256],
      [1600, 1004],
      [34, 42],
    ] as const) {
      const picture = seededPicture({ seed: 1, width, height, channels: 3, kind: 'noise' })
      const [plainMs, wasmMs] = leastMs(quick ? 30 : 150, [
        () => pdqHash(picture),
        () => pdqHash(picture, wasm),
      ])
      say(`${width} x ${height}, TypeScript`, plainMs!, 'ms')
      const most = width === 512 ? CPP_512_MS * SHARE : null
      say(`${width} x ${height}, WebAssembly`, wasmMs!, 'ms', most, most === null || wasmMs! <= most)
    }
    const picture = seededPicture({ seed: 1, width: 512, height: 512, channels: 3, kind: 'noise' })
    say('512 x 512, WebAssembly, all 8', leastMs(50, [() => pdqDihedral(picture, wasm)])[0]!, 'ms')
    for (const side of [512, 256]) {
      const turned = seededPicture({ seed: 1, width: side, height: side, channels: 3, kind: 'noise' })
      const ms = leastMs(50, [() => pdqTurned(turned, wasm)])[0]!
      say(`${side} x ${side}, WebAssembly, those of turned pictures`, ms, 'ms')
    }
    await reference(say, wasm)
    await turnedForms(`${DATA}/images`, { side: undefined, every: quick ? 8 : 1 }, wasm, say)
    for (const side of [256, 512, 1024])
      await turnedForms(PHOTOS, { side, every: quick ? 800 : 80 }, wasm, say)
  },
}

type Say = (figure: string, value: number, unit: string, reach?: number | null, holds?: boolean) => void

function sayer(emit: Emit): Say {
  return (figure, value, unit, reach = null, holds = true) =>
    emit({ bench: 'pdq', figure, value, unit, reach, holds: reach === null ? null : holds, peer: null })
}

function agree(say: Say, wasm: MakeWaves, count: number): void {
  let off = 0
  for (const seeded of seededPictures(count)) {
    const picture = seededPicture(seeded)
    const [ours, plain] = [wasm, plainWaves].map((make) => [
      ...pdqDihedral(picture, make),
      ...pdqTurned(picture, make),
    ])
    if (JSON.stringify(ours) !== JSON.stringify(plain)) off++
  }
  say(`pictures of ${count} on which the kernels differ`, off, 'pictures', 0, off === 0)
}

/** The least time of each, taken in turns so that what else runs meets all of them. */
function leastMs(rounds: number, runs: readonly (() => unknown)[]): number[] {
  const least = runs.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds; round++)
    for (const [at, run] of runs.entries()) {
      const start = performance.now()
      run()
      least[at] = Math.min(least[at]!, performance.now() - start)
    }
  return least
}

async function reference(say: Say, wasm: MakeWaves): Promise<void> {
  if (!existsSync(`${DATA}/expected.csv`)) return
  const [, ...lines] = readFileSync(`${DATA}/expected.csv`, 'utf8').trim().split('\n')
  let same = 0
  let farthest = 0
  for (const line of lines) {
    const [file, , , , quality, hash, dihedral] = line.split(',')
    const { pdq } = await hashImage(readFileSync(`${DATA}/${file}`), wasm)
    if (pdq?.hashes.join(' ') === dihedral!.trim() && pdq.quality === Number(quality)) same++
    farthest = Math.max(farthest, hashDistance(pdq?.hashes[0] ?? '', hash!))
  }
  say(
    `reference pictures of ${lines.length} equal in all 8 hashes and quality`,
    same,
    'pictures',
    48,
    same >= 48,
  )
  say('the farthest of them', farthest, 'bits', 10, farthest <= 10)
  const jpeg = readFileSync(`${DATA}/${lines[0]!.split(',')[0]}`)
  const before = sharp.concurrency()
  sharp.concurrency(1)
  const spent: number[] = []
  for (let round = 0; round < 12; round++) {
    const start = process.cpuUsage()
    await hashImage(jpeg, wasm)
    const { user, system } = process.cpuUsage(start)
    spent.push((user + system) / 1000)
  }
  sharp.concurrency(before)
  say('1600 x 1004 JPEG, decoded and hashed', Math.min(...spent), 'ms CPU')
}
