import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderChange, signatureOrGone } from './folder-change.ts'

const newFolder = () => mkdtemp(join(tmpdir(), 'haechi-folder-'))

test('a change is told, also one that came before anybody watched', async () => {
  const dir = await newFolder()
  const since = await signatureOrGone(dir)
  await writeFile(join(dir, 'a.yaml'), 'a')
  expect(await folderChange(dir, since, new AbortController().signal)).toBe(true)
  const next = folderChange(dir, await signatureOrGone(dir), new AbortController().signal)
  await writeFile(join(dir, 'a.yaml'), 'another text')
  expect(await next).toBe(true)
})

test('a folder that goes away is a change', async () => {
  const dir = await newFolder()
  const change = folderChange(dir, await signatureOrGone(dir), new AbortController().signal, { pollMs: 20 })
  await rm(dir, { recursive: true })
  expect(await change).toBe(true)
  expect(await signatureOrGone(dir)).toBe('gone')
})

test('whoever stops it gets an answer, and no change', async () => {
  const dir = await newFolder()
  const stop = new AbortController()
  const change = folderChange(dir, await signatureOrGone(dir), stop.signal)
  stop.abort()
  expect(await change).toBe(false)
  expect(await folderChange(dir, 'other', stop.signal)).toBe(false)
})
