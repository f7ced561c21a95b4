import { expect, test } from 'vitest'
import { labelCsv, labelRows } from './label-rows.ts'

test('labels of the demo are the same each time; so many of them are wrong as was asked', () => {
  const asked = { count: 1500, seed: 3 }
  const right = labelRows({ ...asked, wrong: 0 })
  expect(labelRows({ ...asked, wrong: 0 })).toEqual(right)
  const differing = (wrong: number) =>
    labelRows({ ...asked, wrong }).filter(({ label }, i) => label !== right[i]!.label).length
  expect(differing(1)).toBe(1500)
  expect(Math.abs(differing(0.3) / 1500 - 0.3)).toBeLessThan(0.06)
  expect(right.filter(({ label }) => label === 'abuse').length).toBeGreaterThan(150)
})

test('a text with quotes and commas stays one cell', () => {
  const row = {
    text: 'a "b", c',
    label: 'ordinary',
    account: 'account:u1',
    time: '2026-01-01T00:00:00Z',
  } as const
  expect(labelCsv([row])).toBe('text,label\n"a ""b"", c",ordinary\n')
  expect(labelCsv([row], true)).toBe(
    'text,label,account,time\n"a ""b"", c",ordinary,account:u1,2026-01-01T00:00:00Z\n',
  )
})
