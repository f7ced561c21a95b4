import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptBatches } from '../scripts/prove/kept-batches.ts'

const found = (evaluations: number) => ({
  ...{ evaluations, figures: { bad: 3 }, differences: [] },
  rows: [{ runs: Number.POSITIVE_INFINITY, threshold: undefined }],
})
let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'haechi-prove-'))
  for (const folder of ['src', 'bench', 'scripts']) mkdirSync(join(root, folder))
  writeFileSync(join(root, 'src', 'gate.ts'), 'export const bar = 1')
})
afterEach(() => rmSync(root, { recursive: true }))

test('a proof that was interrupted goes on with what was found, to the letter; a line cut short is done again', () => {
  const first = keptBatches('zoo', 7, root)
  expect(first.found.size).toBe(0)
  first.keep(0, found(10))
  first.keep(4, found(20))
  appendFileSync(first.file, '5 AAEC')
  const again = keptBatches('zoo', 7, root)
  expect([...again.found]).toEqual([
    [0, found(10)],
    [4, found(20)],
  ])
  again.keep(5, found(30))
  expect(keptBatches('zoo', 7, root).found.get(5)).toEqual(found(30))
})

test('another seed, proof or state of the code begins anew, and so does a proof that came to its end', () => {
  const first = keptBatches('zoo', 7, root)
  first.keep(0, found(10))
  expect(keptBatches('zoo', 8, root).found.size).toBe(0)
  expect(keptBatches('gates', 7, root).found.size).toBe(0)
  writeFileSync(join(root, 'src', 'gate.ts'), 'export const bar = 2')
  expect(keptBatches('zoo', 7, root).found.size).toBe(0)
  writeFileSync(join(root, 'src', 'gate.ts'), 'export const bar = 1')
  expect(keptBatches('zoo', 7, root).found.size).toBe(1)
  first.end()
  expect(existsSync(first.file)).toBe(false)
})
