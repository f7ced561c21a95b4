import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MODEL_LIMITS } from '../signals/models/model-file.ts'
import { checkPack } from './check-pack.ts'
import { contentOf } from './content-of.ts'
import { readPackFolder } from './read-pack.ts'
import { SMALL_PACK } from './small-pack.fixture.ts'

let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'haechi-pack-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function folder(name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name, path)), { recursive: true })
    await writeFile(join(root, name, path), content)
  }
  return join(root, name)
}

test('a folder gives the files of the pack, and nothing else that lies in it', async () => {
  const dir = await folder('right', {
    ...SMALL_PACK,
    'README.md': '# hello',
    '.git/config': 'x',
    '.schemas/haechi.schema.json': '{}',
    'notes.bin': 'x',
  })
  const files = await readPackFolder(dir)
  expect(files).toEqual(SMALL_PACK)
  expect(checkPack(files).pack?.id).toBe(checkPack(SMALL_PACK).pack?.id)
})

test('every file of a model is read, as bytes or, when it is large, by its hash', async () => {
  const large = new Uint8Array(MODEL_LIMITS.travelsBytes + 1).fill(7)
  const bytes = Uint8Array.of(0, 255, 10, 13, 0xe9)
  const dir = await folder('models', {
    ...SMALL_PACK,
    'models/tiny/model.bin': bytes,
    'models/tiny/model.onnx': large,
    'models/tiny/README.md': '# a card',
    'models/tiny/.cache': 'x',
  })
  const files = await readPackFolder(dir)
  expect(Object.keys(files).filter((path) => path.startsWith('models/'))).toEqual([
    'models/tiny/model.bin',
    'models/tiny/model.onnx',
  ])
  expect(contentOf('models/tiny/model.bin', files['models/tiny/model.bin']!)).toEqual(Buffer.from(bytes))
  const sha256 = createHash('sha256').update(large).digest('hex')
  expect(files['models/tiny/model.onnx']).toBe(`sha256:${sha256}:${large.length}`)
  await writeFile(join(dir, 'models/tiny/model.onnx'), large.fill(8))
  expect((await readPackFolder(dir))['models/tiny/model.onnx']).not.toBe(files['models/tiny/model.onnx'])
})

test('a link out of the folder is refused; one within it is read', async () => {
  const dir = await folder('links', { 'haechi.yaml': 'haechi: 1\n' })
  await symlink(join(dir, 'haechi.yaml'), join(dir, 'labels.yaml'))
  expect(Object.keys(await readPackFolder(dir)).sort()).toEqual(['haechi.yaml', 'labels.yaml'])
  await symlink('/etc/hostname', join(dir, 'queues.yaml'))
  await expect(readPackFolder(dir)).rejects.toThrow(/"queues\.yaml" is a link out of the pack/)
})

test.each([
  ['no folder', async () => join(root, 'nowhere'), /There is no folder.*haechi init/],
  ['a file', async () => join(await folder('file', { 'a.yaml': '' }), 'a.yaml'), /is a file, not a folder/],
  [
    'no UTF-8',
    () => folder('latin', { 'labels.yaml': Uint8Array.of(0xe9, 0x0a) }),
    /"labels\.yaml" is no UTF-8/,
  ],
])('%s is refused with the way out', async (_name, dir, expected) => {
  await expect(readPackFolder(await dir())).rejects.toThrow(expected)
})
