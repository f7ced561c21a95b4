import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { hashDistance } from '../hash/hash-distance.fixture.ts'
import { plainWaves } from '../hash/pdq-hash.ts'
import { openWaves } from '../hash/wasm-waves.ts'
import { findProgram } from './find-program.ts'
import type { FramesAsked } from './frames-asked.ts'
import { hashVideo } from './hash-video.ts'
import { openVideoReader } from './open-video-reader.ts'
import { VIDEO_LIMITS } from './video-limits.ts'

const path = process.env.PATH
const ffmpeg = await findProgram('ffmpeg', path)
const NEEDS = 'needs ffmpeg'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haechi-video-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A moving test card of 4 seconds, made by ffmpeg itself. */
function video(kind: 'mp4' | 'webm' | 'mov', size = '640x360', more: readonly string[] = []): Buffer {
  const codec = kind === 'webm' ? ['-c:v', 'libvpx', '-b:v', '800k'] : ['-c:v', 'mpeg4', '-q:v', '3']
  const file = join(folder, `made.${kind}`)
  execFileSync(ffmpeg!, [
    ...[
      '-hide_banner',
      '-loglevel',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      `testsrc2=size=${size}:rate=25:duration=4`,
    ],
    ...[...more, ...codec, '-f', kind, file],
  ])
  return execFileSync('cat', [file], { maxBuffer: 1e9 })
}

async function frames(bytes: Uint8Array, asked: FramesAsked) {
  const reader = await openVideoReader({ path })
  const given: { index: number; seconds: number; size: string }[] = []
  const read = await reader.read(bytes, asked, ({ index, seconds, picture: { width, height, data } }) => {
    expect(data.length).toBe(width * height * 3)
    given.push({ index, seconds, size: `${width}x${height}` })
  })
  return { ...read, given }
}

test.runIf(ffmpeg)(
  `a frame each second, further apart in a long video, and one by its number (${NEEDS})`,
  async () => {
    for (const kind of ['mp4', 'webm', 'mov'] as const) {
      const bytes = video(kind)
      const second = await frames(bytes, { by: 'seconds', seconds: 1, most: 60 })
      expect(second, kind).toMatchObject({ format: kind, findings: [], frames: 4, rate: 25, whole: true })
      expect(second.given.map(({ index }) => index)).toEqual([0, 25, 50, 75])
      expect(second.given.map(({ seconds }) => Math.round(seconds))).toEqual([0, 1, 2, 3])
      expect(second.given[0]!.size).toBe('640x360')
      const few = await frames(bytes, { by: 'seconds', seconds: 1, most: 2 })
      expect([few.given.map(({ index }) => index), few.whole]).toEqual([[0, 50], true])
      const one = await frames(bytes, { by: 'index', index: 42 })
      expect([one.given.map(({ index }) => index), one.whole]).toEqual([[42], true])
      expect(await frames(bytes, { by: 'index', index: 4000 })).toMatchObject({ frames: 0, whole: false })
    }
  },
)

test.runIf(ffmpeg)(`vPDQ of every frame, equal in both kernels; a cap is told (${NEEDS})`, async () => {
  const bytes = video('mp4')
  const reader = await openVideoReader({ path })
  const { read, hashes } = await hashVideo(reader, bytes, openWaves())
  expect(read).toMatchObject({ frames: 100, whole: true })
  expect(hashes.map(({ frame }) => frame)).toEqual(Array.from({ length: 100 }, (_, at) => at))
  expect(hashes[50]).toMatchObject({ seconds: 2, quality: 100 })
  const plain = await hashVideo(reader, bytes, plainWaves, 3)
  expect(plain.hashes).toEqual(hashes.slice(0, 3))
  expect([plain.read.whole, plain.read.findings.map(({ code }) => code)]).toEqual([false, ['video-cut']])
  // Another codec of the same pictures is near.
  const again = await hashVideo(reader, video('webm'), openWaves())
  expect(hashDistance(again.hashes[10]!.hash, hashes[10]!.hash)).toBeLessThanOrEqual(31)
})

test.runIf(ffmpeg)(
  `truncated, broken and disguised files end in a finding, never in a frame of another file (${NEEDS})`,
  async () => {
    const secret = join(folder, 'secret.png')
    execFileSync(ffmpeg!, [
      '-loglevel',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=64x64',
      '-frames:v',
      '1',
      secret,
    ])
    const list = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${secret}\n#EXT-X-ENDLIST\n`
    const concat = `ffconcat version 1.0\nfile ${secret}\n`
    const all: FramesAsked = { by: 'each', most: 1000 }
    const head = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomavc1', 'latin1')
    for (const text of [list, concat]) {
      expect((await frames(Buffer.from(text), all)).findings[0]!.code).toBe('not-a-video')
      expect((await frames(Buffer.concat([head, Buffer.from(text)]), all)).findings[0]!.code).toBe(
        'video-not-decodable',
      )
    }
    const mp4 = video('mp4')
    expect(await frames(mp4.subarray(0, mp4.length / 2), all)).toMatchObject({
      ...{ frames: 0, whole: false },
      findings: [{ code: 'video-not-decodable' }],
    })
    const webm = video('webm')
    const half = await frames(webm.subarray(0, webm.length / 2), all)
    expect(half).toMatchObject({ whole: false, findings: [{ code: 'video-damaged' }] })
    expect(half.frames).toBeGreaterThan(10)
    const broken = Buffer.from(webm)
    for (let at = 4000; at < broken.length; at += 97) broken[at] = at & 255
    expect((await frames(broken, all)).whole).toBe(false)
  },
)

test.runIf(ffmpeg)(`a second stream of pictures is told (${NEEDS})`, async () => {
  const more = ['-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=25:duration=4', '-map', '0', '-map', '1']
  expect(await frames(video('mp4', '320x180', more), { by: 'seconds', seconds: 1, most: 9 })).toMatchObject({
    ...{ frames: 4, whole: false },
    findings: [{ code: 'video-more-streams' }],
  })
})

test.runIf(ffmpeg)(
  `a frame that is too large and a file that is too long are refused (${NEEDS})`,
  async () => {
    const bytes = video('mp4')
    const small = await openVideoReader({ path, limits: { ...VIDEO_LIMITS, maxPixels: 300 * 300 } })
    const read = await small.read(bytes, { by: 'each', most: 9 }, () => {})
    expect(read).toMatchObject({ frames: 0, whole: false })
    const short = await openVideoReader({ path, limits: { ...VIDEO_LIMITS, maxBytes: 1000 } })
    expect((await short.read(bytes, { by: 'each', most: 9 }, () => {})).findings[0]!.code).toBe(
      'video-too-many-bytes',
    )
  },
)

test('without ffmpeg, or with one that does not run, videos are told to be unavailable', async () => {
  const bad = await mkdtemp(join(folder, 'bad-'))
  await writeFile(join(bad, 'ffmpeg'), '#!/nowhere/at/all\n')
  await chmod(join(bad, 'ffmpeg'), 0o755)
  const bytes = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomavc1', 'latin1')
  for (const empty of [undefined, '', 'relative/folder', folder, bad]) {
    const reader = await openVideoReader({ path: empty })
    expect([reader.finding?.code, reader.version]).toEqual(['video-unavailable', 'none'])
    expect(await reader.read(bytes, { by: 'each', most: 9 }, () => {})).toMatchObject({
      ...{ frames: 0, whole: false },
      findings: [{ code: 'video-unavailable' }],
    })
  }
})

test('an ffmpeg that hangs is killed when its time is up; nothing of it or of the file stays behind', async () => {
  const slow = await mkdtemp(join(folder, 'slow-'))
  const mark = `${process.pid}.${Date.now()}`
  const script = `#!${process.execPath}\nif (process.argv.includes('-version')) console.log('slow ${mark}')\nelse setInterval(() => {}, 1000)\n`
  await writeFile(join(slow, 'ffmpeg'), script)
  await chmod(join(slow, 'ffmpeg'), 0o755)
  // No prlimit: the address space of Node is larger than a decoder may have.
  const reader = await openVideoReader({ path: slow, limits: { ...VIDEO_LIMITS, timeMs: 400 } })
  const bytes = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomavc1', 'latin1')
  // A folder for temporary files that no other test writes to.
  const own = await mkdtemp(join(folder, 'temporary-'))
  vi.stubEnv('TMPDIR', own)
  onTestFinished(() => void vi.unstubAllEnvs())
  const read = await reader.read(bytes, { by: 'each', most: 9 }, () => {})
  expect(read).toMatchObject({ frames: 0, whole: false, findings: [{ code: 'video-too-slow' }] })
  const running = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
  expect(running).not.toContain(join(slow, 'ffmpeg'))
  expect(tmpdir()).toBe(own)
  expect(await readdir(own)).toEqual([])
  expect(dirname(slow)).toBe(folder)
})

test.runIf(ffmpeg)(`a fault of who takes the frames reaches them, and ffmpeg ends (${NEEDS})`, async () => {
  const reader = await openVideoReader({ path })
  const fails = reader.read(video('mp4'), { by: 'each', most: 99 }, () => {
    throw new Error('taken ill')
  })
  await expect(fails).rejects.toThrow('taken ill')
})
