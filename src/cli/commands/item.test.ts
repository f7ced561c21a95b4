import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { DemoItem } from '../../demo/items/demo-item.ts'
import { makeItems, makePictures } from '../../demo/items/make-items.ts'
import { knownPicture } from '../../demo/items/paint/known-picture.ts'
import { pdqDihedral } from '../../signals/hash/pdq-hash.ts'
import { glb } from '../../signals/model3d/glb.fixture.ts'
import { createModelHost } from '../../signals/models/create-model-host.ts'
import { cli as cliHere, newFolder } from '../capture.fixture.ts'

let models = ''
/** With a folder to make image models in. */
const cli: typeof cliHere = (given, ...argv) =>
  cliHere({ ...given, adapters: { modelHost: (packDir) => hostWith(packDir), ...given.adapters } }, ...argv)
const hostWith = (packDir: string) =>
  createModelHost({
    ...{ stopwatch: () => 0, secret: () => undefined, onnx: undefined, storeDir: models, modelsDir: models },
    ...{ packDir, fetch: () => Promise.reject(new Error('nobody is asked here')) },
  })

let cwd = ''
let items: readonly DemoItem[] = []

beforeAll(async () => {
  cwd = await newFolder()
  models = await newFolder()
  items = [...makeItems(3, 4, 1)]
  mkdirSync(join(cwd, 'listed'))
  for (const { name, kind, bytes } of items)
    writeFileSync(join(cwd, kind === 'good' ? 'listed' : '', `${name}.glb`), bytes)
  for (const { name, bytes } of makePictures(3, 1, 1)) writeFileSync(join(cwd, `${name}.png`), bytes)
  writeFileSync(join(cwd, 'shirt.glb'), items.find(({ garment }) => garment === 'shirt')!.bytes)
  writeFileSync(join(cwd, 'empty.glb'), '')
  writeFileSync(join(cwd, 'words.glb'), 'these are words')
  writeFileSync(join(cwd, 'cut.glb'), items[0]!.bytes.subarray(0, 5000))
  const cycle = { asset: { version: '2.0' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ children: [0] }] }
  writeFileSync(join(cwd, 'cycle.glb'), glb(cycle))
  const { hash } = pdqDihedral({ ...knownPicture(), channels: 4 })[0]!
  writeFileSync(join(cwd, 'known.txt'), `# known harm\npdq ${hash}\n`)
}, 120_000)

test('a whole item is allowed, and its report asks for nothing and runs nothing', async () => {
  const { code, out, err } = await cli(
    { cwd },
    'item',
    'shirt.glb',
    '--profile',
    'zepeto-top',
    '--out',
    'reports',
  )
  expect(code).toBe(0)
  expect(err).toBe('')
  expect(out).toMatch(
    /^allow {2}shirt\.glb {2}\(model3d, \d+ bytes, \d+ pictures, slot zepeto-top\)\n {2}report reports\/shirt\.report\.html\n$/,
  )
  const page = readFileSync(join(cwd, 'reports/shirt.report.html'), 'utf8')
  expect(page).toContain("default-src 'none'")
  expect(page).toContain('alt="view.front"')
  expect(page).toContain('alt="texture.0"')
  expect(page).toContain('alt="worn.front"')
  expect(page).not.toMatch(/<script|https?:\/\/|class="veiled"/i)
  const json = JSON.parse(readFileSync(join(cwd, 'reports/shirt.report.json'), 'utf8'))
  expect(Object.keys(json)).toEqual([
    ...['file', 'verdict', 'kind', 'format', 'bytes', 'whole', 'digests', 'reasons', 'findings', 'profile'],
    ...['figures', 'exposure', 'pictures', 'matches', 'near', 'terms', 'models', 'unasked', 'version'],
  ])
  expect(Object.keys(json.pictures[0])).toEqual([
    'name',
    'width',
    'height',
    'pdq',
    'quality',
    'scores',
    'texts',
  ])
  expect(json.figures.triangles).toEqual({ value: expect.any(Number), most: 5000 })
}, 60_000)

test('what no image model could look at is not allowed, and the report says why', async () => {
  const files = ['avatar-0.png', 'known-picture-0.png']
  const { code, out, err } = await cliHere(
    { cwd },
    'image',
    ...files,
    '--known',
    'known.txt',
    '--out',
    'unasked',
  )
  expect(code).toBe(1)
  // No folder to make models in is given here.
  expect(err).toMatch(/^haechi: image models are not asked: .+HAECHI_MODELS\n$/)
  expect(out).toMatch(
    /^hold {3}avatar-0\.png .+\n {2}hold {3}not-judged: No image model looked at it: .+HAECHI_MODELS\n/,
  )
  expect(out).toMatch(/\n0 allowed, 1 to be seen by a person, 1 blocked\n$/)
  const page = readFileSync(join(cwd, 'unasked/avatar-0.report.html'), 'utf8')
  expect(page).toContain('<code>not-judged</code>')
  expect(page).not.toContain('Nothing was found')
})

test('what is bare, known or copied is told with the picture that shows it; the report is veiled', async () => {
  const bare = await cli({ cwd }, 'item', 'too-bare-0.glb', '--profile', 'zepeto-top', '--out', 'reports')
  expect(bare.code).toBe(1)
  expect(bare.out).toMatch(/hold {3}too-bare: .+ \[worn\.\w+\]/)
  expect(readFileSync(join(cwd, 'reports/too-bare-0.report.html'), 'utf8')).toContain('class="veiled"')

  const known = await cli({ cwd }, 'item', '--json', 'known-texture-0.glb', '--known', 'known.txt')
  expect(JSON.parse(known.out)).toMatchObject({
    verdict: 'block',
    matches: [{ bank: 'known.txt', member: 1 }],
  })
  expect(JSON.parse(known.out).reasons[0]).toMatchObject({ code: 'known-hash', picture: 'texture.0' })

  const { copyOf } = items.find(({ kind }) => kind === 'copied')!
  const copied = await cli({ cwd }, 'item', '--json', 'copied-0.glb', '--against', 'listed')
  expect(JSON.parse(copied.out).near[0].item).toBe(`${copyOf}.glb`)
}, 120_000)

test('files that are none are told by name, the others are judged in order', async () => {
  const files = [
    'missing.glb',
    'empty.glb',
    'words.glb',
    'cut.glb',
    'cycle.glb',
    'listed',
    'known-picture-0.png',
    'shirt.glb',
  ]
  const { code, out, err } = await cli({ cwd }, 'item', '--json', ...files)
  expect(code).toBe(1)
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ file }) => file)).toEqual(files)
  expect(lines.map(({ verdict, error }) => verdict ?? error)).toEqual([
    'There is no such file.',
    'The file is empty.',
    'This is no 3D item that is known here.',
    'block',
    'block',
    'This is a folder; give the files in it.',
    'This is no 3D item that is known here.',
    'allow',
  ])
  expect(err).toContain('haechi: missing.glb: There is no such file.')
  expect(err).toContain('5 files of 8 could not be judged')
}, 60_000)

test('what cannot be used is refused before anything is read', async () => {
  const refused = async (...argv: string[]) => {
    const { code, err } = await cli({ cwd }, 'item', 'shirt.glb', '--json', ...argv)
    return `${code} ${err}`
  }
  expect(await refused('--profile', 'cloak')).toContain(
    '2 haechi: The pack has no slot profile cloak; it has any, ',
  )
  expect(await refused('--known', 'words.glb')).toContain('2 haechi: Line 1 of words.glb is no known hash')
  expect(await refused('--known', 'none.txt')).toContain('2 haechi: The known hashes none.txt cannot be read')
  expect(await refused('--against', 'none')).toMatch(/^2 .*There is no folder none to compare with/s)
})

test('a hostile name is written out, not run', async () => {
  const name = '<img src=x onerror=alert(1)>.glb'
  writeFileSync(join(cwd, name), items[0]!.bytes)
  expect((await cli({ cwd }, 'item', name, '--out', 'reports')).code).toBe(0)
  const page = readFileSync(join(cwd, 'reports/_img_src_x_onerror_alert_1_.report.html'), 'utf8')
  expect(page).toContain('<h1>&lt;img src=x onerror=alert(1)&gt;.glb</h1>')
  expect(page).not.toContain('<img src=x')
}, 60_000)

test('Ctrl-C ends it between files', async () => {
  const adapters = {
    onInterrupt: (stop: () => void) => {
      stop()
      return () => {}
    },
  }
  const { code, out } = await cli({ cwd, adapters }, 'item', 'shirt.glb', '--out', 'stopped')
  expect({ code, out }).toEqual({ code: 130, out: '' })
  expect(existsSync(join(cwd, 'stopped'))).toBe(false)
})

test('pictures: known ones are blocked whichever way they are turned, others are allowed', async () => {
  const files = ['avatar-0.png', 'known-picture-0.png', 'known-turned-0.png', 'known-smaller-0.png']
  const { code, out } = await cli({ cwd }, 'image', '--known', 'known.txt', ...files)
  expect(code).toBe(1)
  const heads = out.split('\n').filter((line) => /\(image, /.test(line))
  expect(heads.map((line) => line.slice(0, 5))).toEqual(['allow', 'block', 'block', 'block'])
  expect(out).toContain('1 allowed, 0 to be seen by a person, 3 blocked')
})
