import { describe, expect, test } from 'vitest'
import { isFineName } from './fine-names.ts'
import { tellLabels } from './tell-labels.ts'

const tell = (
  counts: Record<string, number>,
  task: { harm?: string[]; fine?: string[] } = {},
  unlabelled = 0,
) => tellLabels({ harm: [], fine: [], ...task }, new Map(Object.entries(counts)), unlabelled)

test.each([
  'clean',
  'None',
  'NEITHER',
  'normal',
  'ok',
  'not_hate',
  'non-hateful',
  'Not Toxic',
  '정상',
  '해당 없음',
])('%j is fine', (label) => expect(isFineName(label)).toBe(true))

test.each(['hate', 'offensive', 'nonsense', 'notice', 'north', '0', '1', '혐오', ''])(
  '%j is not known to be',
  (label) => expect(isFineName(label)).toBe(false),
)

test('labels are told apart by their names', () => {
  expect(tell({ hate: 30, offensive: 40, none: 80 })).toEqual({
    ...{ ok: true, harm: ['hate', 'offensive'], fine: ['none'], warnings: [] },
  })
})

test('what the task says comes before names', () => {
  expect(tell({ a: 9, b: 9, c: 9 }, { harm: ['b'] })).toMatchObject({ harm: ['b'], fine: ['a', 'c'] })
  expect(tell({ clean: 9, odd: 9 }, { fine: ['odd'] })).toMatchObject({ harm: ['clean'], fine: ['odd'] })
})

test('with flags, a row without any is fine', () => {
  expect(tell({ hate: 9, insult: 9 }, {}, 50)).toMatchObject({ ok: true, harm: ['hate', 'insult'], fine: [] })
})

test('0 and 1 are no and yes; of more numbers nobody knows', () => {
  expect(tell({ 0: 50, 1: 50 })).toMatchObject({ harm: ['1'], fine: ['0'] })
  expect(tell({ 0: 50, 1: 50, 2: 50 })).toMatchObject({
    ok: false,
    why: expect.stringContaining('numbers'),
    wayOut: expect.stringContaining('--fine'),
  })
})

test('when no name says so, it is asked', () => {
  expect(tell({ good: 9, bad: 9 })).toMatchObject({
    ok: false,
    why: expect.stringContaining('"bad", "good"'),
  })
})

describe('typos', () => {
  test('a label misspelt beside one of the same side is told', () => {
    expect(tell({ hate: 500, hte: 1, none: 900 })).toMatchObject({
      ok: true,
      warnings: ['The label "hte" (1 row) looks like "hate" misspelt; it was taken as a label of its own.'],
    })
  })
  test('one that would turn fine into a violation stops', () => {
    expect(tell({ hate: 500, nnoe: 2, none: 900 })).toMatchObject({
      ok: false,
      why: 'The label "nnoe" (2 rows) looks like "none" misspelt, and would count as a violation.',
      wayOut: expect.stringContaining('--fine "nnoe"'),
    })
    expect(tell({ hate: 500, nnoe: 2, none: 900 }, { fine: ['none', 'nnoe'] })).toMatchObject({ ok: true })
  })
  test('a label of another case or spelling of spaces is one', () => {
    expect(tell({ 'hate speech': 500, Hate_Speech: 3, none: 900 })).toMatchObject({
      warnings: [expect.stringContaining('"hate speech" misspelt')],
    })
  })
  test('one word in two cases is one however often it is said, and never is fine and a violation', () => {
    expect(tell({ hate: 500, HATE: 300, none: 900 })).toMatchObject({
      warnings: [expect.stringContaining('"HATE" (300 rows) looks like "hate" misspelt')],
    })
    expect(tell({ hate: 500, NONE: 300, none: 900 }, { fine: ['none'] })).toMatchObject({
      ok: false,
      why: expect.stringContaining(
        '"NONE" (300 rows) looks like "none" misspelt, and would count as a violation',
      ),
    })
    expect(tell({ hate: 5, Hate: 5, none: 9 })).toMatchObject({ warnings: [expect.any(String)] })
  })
  test('labels that are both frequent, short or numbers are none', () => {
    expect(tell({ hate: 500, hats: 400, none: 900, a: 1, b: 200 })).toMatchObject({ ok: true, warnings: [] })
    expect(tell({ 10: 1, 11: 500, none: 9 })).toMatchObject({ warnings: [] })
  })
  test('a label that is told and that no row has is named', () => {
    expect(tell({ hate: 50, none: 90 }, { fine: ['nne', 'none'] })).toMatchObject({
      warnings: ['No row has the label "nne"; did you mean "none"?'],
    })
  })
})
