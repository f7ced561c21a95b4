import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { findProgram } from '../src/signals/video/find-program.ts'
import { ADMIN_KEY, testFolder } from './api-service.fixture.ts'
import { builtLooker, MEDIA_PACK, type MediaService, startMediaService } from './media-service.fixture.ts'
import { until } from './store-tools.fixture.ts'

const path = process.env.PATH
const ffmpeg = await findProgram('ffmpeg', path)
const NEEDS = 'needs ffmpeg'
const folder = testFolder()
let haechi: MediaService

beforeAll(async () => {
  if (ffmpeg === undefined) return
  haechi = await startMediaService({
    media: { looker: await builtLooker({ path }) },
    pack: { 'haechi.yaml': MEDIA_PACK['haechi.yaml']!.replace('picture: image', 'picture: video') },
  })
}, 120_000)
afterAll(async () => {
  await haechi?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A film of 8 seconds, another for each number: a fractal, from another place on. */
function film(number: number, more: readonly string[] = [], from = 0, seconds = 8): Buffer {
  const file = join(folder, `film-${number}-${more.length}-${from}-${seconds}.mp4`)
  const source = `mandelbrot=size=320x240:rate=25:start_x=${[-0.743, -0.1528, 0.3, -1.4][number]}:start_y=${[-0.1318, 1.0397, 0.5, 0.03][number]}:start_scale=0.3:end_scale=0.003:end_pts=200`
  execFileSync(ffmpeg!, [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-f', 'lavfi', '-i', source, '-ss', String(from)],
    ...['-t', String(seconds), ...more, '-c:v', 'mpeg4', '-q:v', '3', file],
  ])
  return readFileSync(file)
}
/** Smaller, of less quality, and another pace. */
const COPY = ['-vf', 'scale=200:150', '-r', '20', '-b:v', '150k']

const post = (id: string) => ({
  ...{ type: 'post.create', actor: 'account:u1', data: { title: 'x', picture: id } },
})
const screen = async (id: string) => (await haechi.request('POST', '/v1/screen', post(id))).json
const facts = async (id: string) => (await haechi.request('GET', `/v1/media/${id}`)).json
const run = (...argv: string[]) =>
  cli({ cwd: folder, settings: { url: haechi.url, key: ADMIN_KEY, path }, adapters: { fetch } }, ...argv)

test.runIf(ffmpeg)(
  `a video that was hashed, imported and copied is known again, and the decision says by which frames (${NEEDS})`,
  async () => {
    writeFileSync(join(folder, 'known.mp4'), film(0))
    const hashed = await run('hash', 'known.mp4')
    expect(hashed.code).toBe(0)
    writeFileSync(join(folder, 'known.txt'), hashed.out)
    expect((await run('bank', 'import', 'shown', 'known.txt')).out).toContain('(vpdq): 1 entry; 1 added')
    const { members } = (await haechi.request('GET', '/v1/banks/shown/members')).json
    const [{ member }] = members
    const { id } = (await haechi.upload(film(0, COPY))).json
    const decision = await screen(id)
    expect([decision.verdict, decision.reasons.map(({ rule }: { rule: string }) => rule)]).toEqual([
      'block',
      ['picture.known'],
    ])
    const {
      matches: [match],
      pictures,
    } = (await facts(id)).facts
    expect(match).toMatchObject({ bank: 'shown', member })
    expect(match.video.file).toBeGreaterThanOrEqual(0.8)
    expect(match.video.known).toBeGreaterThanOrEqual(0.8)
    for (const { picture, seconds, at } of match.video.frames) {
      expect(picture).toMatch(/^frame\.\d+$/)
      expect(Math.abs(seconds - at)).toBeLessThanOrEqual(1)
    }
    const marked = pictures.filter((one: { marks: { why: string }[] }) =>
      one.marks.some(({ why }) => why === 'bank'),
    )
    expect(marked.map(({ name }: { name: string }) => name)).toEqual(
      match.video.frames.map(({ picture }: { picture: string }) => picture),
    )
    const saw = (await haechi.request('GET', `/v1/decisions/${decision.decision}`)).json
    const said = JSON.stringify(saw)
    expect(said).toContain('"of_file"')
    expect(said).toMatch(/"picture":"frame\.\d+","says":"shown, \d\.\d s"/)
    // Another film is not it; a clip is.
    const other = (await haechi.upload(film(1))).json.id
    expect([(await screen(other)).verdict, (await facts(other)).facts.matches]).toEqual(['allow', []])
    const clip = (await haechi.upload(film(0, COPY, 2, 3))).json.id
    expect((await screen(clip)).verdict).toBe('block')
    const [part] = (await facts(clip)).facts.matches
    expect(part.video.known).toBeLessThan(0.8)

    expect((await run('bank', 'dispute', 'shown', String(member), '--why', 'a test')).code).toBe(0)
    expect((await facts(id)).facts.matches).toEqual([])
    const listed = await run('bank', 'members', 'shown', String(member))
    expect(listed.out).toContain(id)
  },
  240_000,
)

test.runIf(ffmpeg)(
  `a copy of a video in a sealed bank is deleted, and nothing is told of it (${NEEDS})`,
  async () => {
    writeFileSync(join(folder, 'worst.mp4'), film(2))
    const hashed = await run('hash', 'worst.mp4', '--json')
    writeFileSync(join(folder, 'worst.json'), hashed.out)
    expect((await run('bank', 'import', 'worst', 'worst.json')).out).toContain('(vpdq): 1 entry; 1 added')
    const { id } = (await haechi.upload(film(2, COPY))).json
    await until(async () => (await facts(id)).state === 'held')
    expect((await facts(id)).facts).toBeNull()
    expect((await haechi.request('GET', `/v1/media/${id}/file`)).status).toBe(409)
    expect((await screen(id)).verdict).toBe('block')
  },
  240_000,
)
