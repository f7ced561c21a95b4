import { expect, test } from 'vitest'
import { atOnce } from '../../core/steps.ts'
import { type BuildRequest, buildDataset } from './build-dataset.ts'
import { findAlikePictures } from './find-alike-pictures.ts'
import { pictureRows, pictureText } from './pictures.fixture.ts'
import { publishedSplits } from './published-splits.ts'
import { rowOf } from './rows.fixture.ts'

const request = (rows: BuildRequest['rows']): BuildRequest => ({
  ...{ task: 'things', seed: 1, rows, harm: ['hat'], fine: ['coat', 'shoe'], from: 'import', files: [] },
  ...{ columns: [], warnings: [], by: 'test', nowMs: 0 },
})

test('pictures whose hashes are near are one cluster, whatever else their lines say', () => {
  const hash = (bits: number) => {
    const words = new Uint8Array(32)
    for (let i = 0; i < bits; i++) words[i >> 3]! |= 1 << (i % 8)
    return Buffer.from(words).toString('hex')
  }
  const texts = [hash(0), hash(31), hash(64), hash(200)].map((pdq, i) => pictureText(i, 0, 3, pdq))
  const { of, count } = atOnce(findAlikePictures([...texts, undefined, texts[3]]))
  expect([[...of], count]).toEqual([[0, 0, 1, 2, 3, 2], 4])
})

test('splits that were published are kept, and a near-duplicate across them is learnt from, not measured', () => {
  const sources = [
    'a/train/hat:1',
    'a/validation/hat:1',
    'a/test/hat:1',
    'a/test/hat:2',
    'a/validation/hat:2',
  ]
  const rows = sources.map((source) => ({ source }))
  expect(publishedSplits(rows, [0, 1, 2, 0, 2])).toEqual({
    splits: ['train', 'tune', 'tune', 'train', 'tune'],
    moved: 2,
  })
  expect(publishedSplits(rows.slice(0, 2), [0, 1])).toBeUndefined()
  expect(publishedSplits([...rows, { source: 'a/hat:1' }], [0, 1, 2, 3, 4, 5])).toBeUndefined()
})

test('a dataset of pictures keeps its published splits; without these it is split as any other', () => {
  const rows = pictureRows(300)
  const built = atOnce(buildDataset(request(rows)))
  if (!built.ok) throw new Error(built.why)
  const { facts } = built.dataset
  expect(facts.bySplit).toEqual({
    train: { rows: 180, violating: 60 },
    tune: { rows: 60, violating: 20 },
    certify: { rows: 60, violating: 20 },
  })
  expect(facts.warnings).toEqual([])
  const plain = rows.map((row) => ({ ...row, source: row.source.replace(/(train|validation|test)\//, '') }))
  const drawn = atOnce(buildDataset(request(plain)))
  expect(drawn.ok && drawn.dataset.facts.bySplit.certify.rows).toBeGreaterThan(60)
})

test('pictures and texts are no dataset together', () => {
  const mixed = [
    ...pictureRows(150),
    rowOf({ text: 'a text of a person', violates: true, source: 'x.csv:2' }),
  ]
  expect(atOnce(buildDataset(request(mixed)))).toMatchObject({
    ok: false,
    why: expect.stringContaining('texts'),
  })
})
