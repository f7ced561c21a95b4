import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { seededRandom } from '../src/lab/text/seeded-random.ts'
import { ADMIN_KEY } from './api-service.fixture.ts'
import { startLabService } from './lab-service.fixture.ts'

// A folder of labelled pictures, from one command to a model in shadow.

let service: Awaited<ReturnType<typeof startLabService>>
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-lab-pictures-'))
  service = await startLabService()
  const draw = seededRandom(3)
  for (const label of ['discs', 'stripes'])
    for (const [split, count] of [
      ['train', 60],
      ['validation', 30],
      ['test', 30],
    ] as const) {
      mkdirSync(join(dir, 'shapes', split, label), { recursive: true })
      for (let i = 0; i < count; i++) {
        const svg = drawn(label, draw)
        writeFileSync(
          join(dir, 'shapes', split, label, `${i}.png`),
          await sharp(Buffer.from(svg)).png().toBuffer(),
        )
      }
    }
  writeFileSync(join(dir, 'shapes/train/discs/notes.txt'), 'no picture')
})
afterAll(async () => {
  await service?.end()
  rmSync(dir, { recursive: true, force: true })
})

/** Discs, or stripes, in colours and places of chance. */
function drawn(label: string, draw: () => number): string {
  const some = (from: number, to: number) => Math.round(from + draw() * (to - from))
  const colour = () => `rgb(${some(0, 255)},${some(0, 255)},${some(0, 255)})`
  const shapes = Array.from({ length: some(2, 5) }, (_, i) =>
    label === 'discs'
      ? `<circle cx="${some(10, 90)}" cy="${some(10, 90)}" r="${some(8, 25)}" fill="${colour()}"/>`
      : `<rect x="0" y="${i * 22 + some(0, 9)}" width="100" height="${some(4, 12)}" fill="${colour()}"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="100" height="100" fill="${colour()}"/>${shapes.join('')}</svg>`
}

function labRun(...more: string[]) {
  const settings = { url: service.haechi.url, key: ADMIN_KEY, dataDir: join(dir, 'data') }
  return cli({ cwd: dir, settings, adapters: { fetch } }, 'lab', 'run', 'shapes', ...more)
}

interface Line {
  readonly step?: string
  readonly says?: string
  readonly state: string
  readonly model?: string
  readonly gates?: readonly { gate: string; verdict: string; says: string }[]
}

test('one command takes a folder of pictures to shadow; the same again goes on with what is there', async () => {
  const { code, out, err } = await labRun(
    '--data',
    'shapes',
    '--harm',
    'stripes',
    '--bar',
    'latencyMs=1000',
    '--json',
  )
  expect(err).toContain('shapes: 240 pictures; labels "discs", "stripes"; splits as published; 1 file')
  if (code !== 0) throw new Error(out + err)
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  expect(lines.at(-1)).toMatchObject({ state: 'shadow', model: expect.stringMatching(/^mdl-/) })
  const gates = lines.flatMap((line) => line.gates ?? [])
  expect(gates.find(({ gate }) => gate === 'suites')?.says).toContain('does not apply to images')
  const { haechi } = service
  const { model: id } = lines.at(-1)!
  const { entries } = await haechi.client.models.get(id!)
  const { number } = entries.find(({ kind }) => kind === 'evaluation')!
  const { evaluation } = (await haechi.client.models.entry(id!, number)).body as {
    evaluation: { content: string; classes: { rows: number; right: number } }
  }
  expect(evaluation.content).toBe('image')
  expect(evaluation.classes.right / evaluation.classes.rows).toBeGreaterThan(0.8)
  // Without data it learns from what is known of the task, still of images.
  const again = await labRun('--json', '--bar', 'latencyMs=1000')
  expect([again.code, again.out]).toEqual([0, expect.stringContaining(id!.slice(0, 4))])
}, 600_000)

test('what cannot be brought with pictures is told before anything is sent', async () => {
  for (const more of [
    ['--suite', 'x.csv'],
    ['--learner', 'linear'],
  ]) {
    const { code, err } = await labRun('--data', 'shapes', ...more)
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/leave --learner, --model and --suite out|cannot be read/),
    ])
  }
  const two = await labRun('--data', 'shapes', 'shapes')
  expect([two.code, two.err]).toEqual([2, expect.stringContaining('name one folder')])
})

test('a picture that cannot be decoded is named, and nothing is made of the folder', async () => {
  const place = join(dir, 'broken/a')
  mkdirSync(place, { recursive: true })
  const whole = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  writeFileSync(join(place, 'cut.png'), whole.subarray(0, 40))
  const { code, err } = await labRun('--data', 'broken', '--harm', 'a')
  expect([code, err]).toEqual([2, expect.stringContaining('cut.png')])
})
