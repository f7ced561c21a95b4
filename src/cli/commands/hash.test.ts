import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { pdqDihedral } from '../../signals/hash/pdq-hash.ts'
import { pdqTurned } from '../../signals/hash/pdq-turned.ts'
import { seededPicture } from '../../signals/hash/seeded-picture.fixture.ts'
import { cli, newFolder } from '../capture.fixture.ts'

let cwd = ''
const picture = seededPicture({ seed: 4, width: 90, height: 70, channels: 3, kind: 'noise' })
const expected = pdqDihedral(picture)
let png: Buffer

beforeAll(async () => {
  cwd = await newFolder()
  const { width, height, channels, data } = picture
  png = await sharp(data, { raw: { width, height, channels } }).png().toBuffer()
  writeFileSync(join(cwd, 'a.png'), png)
  writeFileSync(join(cwd, 'b.png'), Buffer.concat([png, Buffer.from('words')]))
  writeFileSync(join(cwd, 'c.svg'), '<svg/>')
  mkdirSync(join(cwd, 'folder'))
})

test('a line of hash, quality and file for each, in order', async () => {
  const { hash, quality } = expected[0]!
  expect(await cli({ cwd }, 'hash', 'b.png', 'a.png')).toEqual({
    code: 0,
    out: `${hash} ${quality} b.png\n${hash} ${quality} a.png\n`,
    err: 'haechi: b.png: 5 bytes stand after the end of the image.\n',
  })
})

test('--json gives all hashes', async () => {
  const { code, out } = await cli({ cwd }, 'hash', '--json', 'a.png')
  const digest = (name: string) => createHash(name).update(png).digest('hex')
  expect({ code, ...JSON.parse(out) }).toEqual({
    code: 0,
    file: 'a.png',
    pdq: expected[0]!.hash,
    quality: expected[0]!.quality,
    dihedral: expected.map(({ hash }) => hash),
    turned: pdqTurned(picture).map(({ hash }) => hash),
    ...{ width: 90, height: 70, format: 'png', frames: 1, findings: [] },
    ...{ md5: digest('md5'), sha1: digest('sha1'), sha256: digest('sha256') },
  })
})

test('what cannot be hashed is told by file, the others are printed, and the exit code is 1', async () => {
  const { code, out, err } = await cli({ cwd }, 'hash', 'c.svg', 'missing.png', 'folder', 'a.png')
  expect(code).toBe(1)
  expect(out).toBe(`${expected[0]!.hash} ${expected[0]!.quality} a.png\n`)
  expect(err).toContain('c.svg: An SVG')
  expect(err).toContain('missing.png: There is no such file.')
  expect(err).toContain('folder: This is a folder')
  expect(err).toContain('3 files of 4 could not be hashed')
  const json = await cli({ cwd }, 'hash', '--json', 'c.svg', 'missing.png')
  expect(json.code).toBe(1)
  const lines = json.out.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).error)).toEqual([
    expect.stringContaining('SVG'),
    'There is no such file.',
  ])
  expect(JSON.parse(lines[0]!)).toHaveProperty('sha256')
})
