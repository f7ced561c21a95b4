import { expect, test } from 'vitest'
import { findingsOf } from './findings-of.ts'

const finding = (code: string, severity: 'error' | 'warning' | 'note' = 'warning') => ({
  ...{ code, severity, at: 'file', says: code },
})
const slot = (name: string, ...codes: string[]) => ({
  ...{ slot: name, of: 'any', verdict: 'hold' as const, figures: {} },
  findings: codes.map((code) => finding(code)),
})

test('what is found for several slots is told once, with those it counts for, the gravest first', () => {
  const found = findingsOf({
    findings: [finding('of-file'), finding('hint', 'note'), finding('broken', 'error')],
    slots: [slot('hat', 'of-file', 'large', 'heavy'), slot('top', 'of-file', 'large'), slot('any', 'large')],
  })
  expect(found.map(({ code, slots }) => [code, slots])).toEqual([
    ['broken', []],
    ['of-file', []],
    ['large', []],
    ['heavy', ['hat']],
    ['hint', []],
  ])
})

test('a file without slots has its own findings', () => {
  expect(findingsOf({ findings: [finding('odd')], slots: [] })).toEqual([{ ...finding('odd'), slots: [] }])
})
