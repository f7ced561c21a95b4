import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { matchBanks } from '../src/signals/hash/banks/match-banks.ts'
import { createMemberIndex, type MemberIndex } from '../src/signals/hash/banks/member-index.ts'
import { packMembers } from '../src/signals/hash/banks/packed-members.ts'
import { framesKept } from '../src/signals/hash/banks/videos/frames-kept.ts'
import { type KnownVideo, packVideos } from '../src/signals/hash/banks/videos/packed-videos.ts'
import { hashImage } from '../src/signals/hash/hash-image.ts'
import { pdqDistance, pdqWords } from '../src/signals/hash/pdq-distance.ts'
import { pdqFrameHash } from '../src/signals/hash/pdq-hash.ts'
import { openWaves } from '../src/signals/hash/wasm-waves.ts'
import { HASH_BANK_DEFAULTS, type HashBankSpec } from '../src/signals/media/hash-bank-spec.ts'
import type { MediaFacts, PictureFacts } from '../src/signals/media/media-facts.ts'
import { frameHashes } from '../src/signals/media/picture-hashes.ts'
import { findProgram } from '../src/signals/video/find-program.ts'
import { hashVideo } from '../src/signals/video/hash-video.ts'
import { openVideoReader } from '../src/signals/video/open-video-reader.ts'
import { clothingFiles, clothingIsThere } from './clothing.ts'
import type { Bench, BenchOptions } from './emit.ts'
import { COPIES, copyOf, filmOf } from './film-of-photographs.ts'

type Say = (figure: string, value: number, unit: string) => void

const SPEC: HashBankSpec = {
  ...{ name: 'known', policy: undefined, severity: 'S2', negative: false, sealed: false },
  ...HASH_BANK_DEFAULTS,
}
const BANKS = new Map([['known', { number: 1, spec: SPEC }]])
const PHOTOGRAPHS_EACH = 6

/** Known videos: how long a file is held against them, which copies are found, and what is taken for one. */
export const bench: Bench = {
  name: 'known-videos',
  summary: 'vPDQ in banks: time against 1,000 videos, copies that are found, false matches',
  parts: ['speed', 'copies', 'false'],
  async run(emit, options) {
    const say: Say = (figure, value, unit) =>
      emit({ bench: 'known-videos', figure, value, unit, reach: null, holds: null, peer: null })
    const asked = (part: string) => options.part === undefined || options.part === part
    if (asked('speed')) speed(say, options)
    if (!clothingIsThere()) {
      console.error('known-videos: copies and false skipped, the photographs of clothing are not here')
      return
    }
    if (asked('copies')) await copies(say, options)
    if (asked('false')) await falseMatches(say, options)
  },
}

function match(index: MemberIndex, pictures: readonly PictureFacts[], kind: MediaFacts['kind'] = 'video') {
  const digests = { md5: '0'.repeat(32), sha1: '0'.repeat(40), sha256: '0'.repeat(64) }
  const facts: MediaFacts = {
    ...{ version: '1', kind, format: undefined, bytes: 1, digests, findings: [], pictures },
    ...{ item: undefined, whole: true },
  }
  return matchBanks(index, BANKS, facts, ['known'], HASH_BANK_DEFAULTS)
}

function picture(name: string, seconds: number, hash: string, quality = 100): PictureFacts {
  const pdq = { hash, quality, turned: [hash] }
  return { name, width: 9, height: 9, seconds, pdq, scores: {}, embeddings: {}, texts: [] }
}

const indexOf = (videos: readonly KnownVideo[], members: Parameters<typeof packMembers>[0] = []) =>
  createMemberIndex(packMembers(members), {
    ...{ threads: undefined, failed: () => undefined, videos: packVideos(videos) },
  })

/** 1,000 films of 600 frames: scenes of 60 that move by 6 bits a frame, so that none is left out. */
function speed(say: Say, { quick }: BenchOptions): void {
  const count = quick ? 100 : 1000
  let state = 1
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  }
  const films = Array.from({ length: count }, () => {
    const hash = new Uint8Array(32)
    return Array.from({ length: 600 }, (_, at) => {
      if (at % 60 === 0) for (let byte = 0; byte < 32; byte++) hash[byte] = next()
      for (let turn = 0; turn < 6; turn++) hash[next() & 31]! ^= 1 << (next() & 7)
      return Buffer.from(hash).toString('hex')
    })
  })
  const videos = films.map((film, at): KnownVideo => {
    const frames = film.map((hash, frame) => ({ hash, quality: 100, time: String(frame / 25) }))
    return { id: at + 1, bank: 1, state: 'active', ...framesKept(frames) }
  })
  const pdq = Array.from({ length: 100_000 }, (_, at) => ({
    ...{ id: 1_000_000 + at, bank: 1, type: 'pdq' as const, state: 'active' as const },
    hash: Uint8Array.from({ length: 32 }, next),
  }))
  let start = performance.now()
  const index = indexOf(videos)
  const frames = videos.reduce((sum, { ms }) => sum + ms.length, 0)
  say(`index of ${count} videos of 600 frames, build`, performance.now() - start, 'ms')
  say('… memory', index.memory / frames, 'bytes/frame kept')
  say('… frames kept', frames / (count * 600), 'share')
  const copy = (film: readonly string[]) =>
    film
      .filter((_, at) => at % 10 === 0)
      .map((hash, at) => {
        const bytes = Buffer.from(hash, 'hex')
        for (let bit = 0; bit < 10; bit++) bytes[next() & 31]! ^= 1 << (next() & 7)
        return picture(`frame.${at}`, at, bytes.toString('hex'))
      })
  const strange = (at: number) =>
    picture(`frame.${at}`, at, Buffer.from(Uint8Array.from({ length: 32 }, next)).toString('hex'))
  const time = (what: string, ask: () => unknown, times = 30) => {
    const all = Array.from({ length: times }, () => {
      start = performance.now()
      ask()
      return performance.now() - start
    }).sort((a, b) => a - b)
    say(`${what}, median`, all[all.length >> 1]!, 'ms')
    say(`${what}, slowest`, all.at(-1)!, 'ms')
  }
  let found = 0
  time(`60 frames of a copy against ${count} videos of 600 frames`, () => {
    const file = copy(films[next() % count]!)
    found += match(index, file).length
  })
  say('… found', found / 30, 'share')
  time('60 frames of another video', () =>
    match(
      index,
      Array.from({ length: 60 }, (_, at) => strange(at)),
    ),
  )
  start = performance.now()
  index.apply(packMembers([]), packVideos([{ ...videos[0]!, id: 2_000_000 }]))
  say('one video more while it serves', performance.now() - start, 'ms')
  const [alone, beside] = [indexOf([], pdq), indexOf(videos, pdq)]
  for (const [what, from] of [
    ['alone', alone],
    ['with the videos in the same bank', beside],
  ] as const)
    time(`a picture against 100,000 hashes, ${what}`, () => match(from, [strange(0)], 'image'), 2000)
}

async function copies(say: Say, { quick }: BenchOptions): Promise<void> {
  const ffmpeg = await findProgram('ffmpeg', process.env.PATH)
  if (ffmpeg === undefined) {
    console.error('known-videos: copies skipped, there is no ffmpeg in PATH')
    return
  }
  const count = quick ? 2 : 12
  const waves = openWaves()
  const reader = await openVideoReader({ path: process.env.PATH })
  const folder = mkdtempSync(join(tmpdir(), 'haechi-bench-'))
  try {
    const photographs = clothingFiles()
    const stride = Math.floor(photographs.length / (count * PHOTOGRAPHS_EACH))
    const videos: KnownVideo[] = []
    const apart: number[] = []
    let hashed = 0
    for (let film = 0; film < count; film++) {
      const own = Array.from(
        { length: PHOTOGRAPHS_EACH },
        (_, at) => photographs[(film * PHOTOGRAPHS_EACH + at) * stride]!,
      )
      const bytes = filmOf(ffmpeg, own, join(folder, `${film}.mp4`))
      const { hashes } = await hashVideo(reader, bytes, waves)
      hashed += hashes.length
      const frames = hashes.map(({ hash, quality, seconds }) => ({ hash, quality, time: String(seconds) }))
      videos.push({ id: film + 1, bank: 1, state: 'active', ...framesKept(frames) })
    }
    say(
      'frames kept of films of photographs',
      videos.reduce((sum, { ms }) => sum + ms.length, 0) / hashed,
      'share',
    )
    const index = indexOf(videos)
    for (const { name, found, args } of COPIES) {
      let [right, wrong, files] = [0, 0, 0]
      const shares: number[] = []
      for (let film = 0; film < count; film++) {
        const bytes = copyOf(ffmpeg, join(folder, `${film}.mp4`), args, join(folder, 'copy.mp4'))
        const pictures: PictureFacts[] = []
        await reader.read(bytes, { by: 'seconds', seconds: 1, most: 120 }, (frame) => {
          const hashes = frameHashes(`frame.${frame.index}`, frame.picture, waves)
          if (hashes === undefined) return
          const { hash, quality } = hashes
          pictures.push({ ...picture(`frame.${frame.index}`, frame.seconds, hash, quality), pdq: hashes })
          const native = pdqFrameHash(frame.picture, waves).hash
          apart.push(pdqDistance(pdqWords(native), pdqWords(hashes.hash)))
        })
        const matches = match(index, pictures).filter(({ video }) => video !== undefined)
        files++
        if (matches.some(({ member }) => member === film + 1)) right++
        wrong += matches.filter(({ member }) => member !== film + 1).length
        shares.push(matches.find(({ member }) => member === film + 1)?.video?.file ?? 0)
      }
      const mean = shares.reduce((sum, one) => sum + one, 0) / files
      say(`found${found ? '' : ' (not meant to be)'}: ${name}`, right / files, 'share')
      say(`… of its frames, mean`, mean, 'share')
      if (wrong > 0) say(`… taken for another film: ${name}`, wrong, 'matches')
    }
    const bits = apart.sort((a, b) => a - b)
    say(
      'bits from a frame at its own size to one fitted to 512 × 512, mean',
      bits.reduce((sum, one) => sum + one, 0) / bits.length,
      'bits',
    )
    say('… farthest', bits.at(-1)!, 'bits')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Films of six photographs each of one half of them, against which every photograph of the other half is a video of one frame. */
async function falseMatches(say: Say, { quick }: BenchOptions): Promise<void> {
  const waves = openWaves()
  const files = clothingFiles().filter((_, at) => !quick || at % 10 === 0)
  const hashes: { hash: string; quality: number }[] = []
  for (const file of files) {
    const { pdq } = await hashImage(readFileSync(file), waves)
    if (pdq !== undefined) hashes.push({ hash: pdq.hashes[0]!, quality: pdq.quality })
  }
  const half = Math.floor(hashes.length / 2)
  const videos: KnownVideo[] = []
  for (let at = 0; at + PHOTOGRAPHS_EACH <= half; at += PHOTOGRAPHS_EACH) {
    const frames = hashes
      .slice(at, at + PHOTOGRAPHS_EACH)
      .map((one, second) => ({ ...one, time: String(second) }))
    videos.push({ id: at + 1, bank: 1, state: 'active', ...framesKept(frames) })
  }
  const index = indexOf(videos)
  const others = hashes.slice(half)
  const single = others.filter(
    ({ hash, quality }) => match(index, [picture('frame.0', 0, hash, quality)]).length > 0,
  )
  say(
    `videos of one other photograph, of ${others.length}, taken for one of ${videos.length}`,
    single.length,
    'files',
  )
  let films = 0
  let wrong = 0
  for (let at = 0; at + PHOTOGRAPHS_EACH <= others.length; at += PHOTOGRAPHS_EACH) {
    const own = others.slice(at, at + PHOTOGRAPHS_EACH)
    films++
    if (
      match(
        index,
        own.map(({ hash, quality }, second) => picture(`frame.${second}`, second, hash, quality)),
      ).length > 0
    )
      wrong++
  }
  say(`videos of six others, of ${films}, taken for one`, wrong, 'files')
}
