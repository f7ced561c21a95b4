import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, newFolder } from '../capture.fixture.ts'

test('a pack is written with its schemas, and nothing is left beside it', async () => {
  const cwd = await newFolder()
  await mkdir(join(cwd, 'mine'))
  expect((await cli({ cwd }, 'init', 'mine')).code).toBe(0)
  expect(await readdir(cwd)).toEqual(['mine'])
  expect(await readdir(join(cwd, 'mine'))).toEqual(
    expect.arrayContaining(['haechi.yaml', 'rules', '.schemas']),
  )
})

test('a folder that holds anything is left as it is', async () => {
  const cwd = await newFolder()
  await mkdir(join(cwd, 'mine'))
  await writeFile(join(cwd, 'mine', 'notes.txt'), 'keep me')
  const ran = await cli({ cwd }, 'init', 'mine')
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('not empty') })
  expect(await readdir(join(cwd, 'mine'))).toEqual(['notes.txt'])
  expect(await readFile(join(cwd, 'mine', 'notes.txt'), 'utf8')).toBe('keep me')
})

test('a file in the way is named as such', async () => {
  const cwd = await newFolder()
  await writeFile(join(cwd, 'mine'), '')
  expect(await cli({ cwd }, 'init', 'mine')).toMatchObject({
    code: 2,
    err: expect.stringContaining('ENOTDIR'),
  })
})
