import { expect, test } from 'vitest'
import { estimate, HONEST } from './evidence.fixture.ts'
import { slicesGate } from './slices-gate.ts'

const { evaluation } = HONEST
const [slice] = evaluation.slices

test('what holds and what is for review only is named one by one, for whoever serves the model', () => {
  const few = { ...slice!, by: 'language' as const, value: 'ko', rows: 9, enough: false }
  const unsure = {
    ...slice!,
    by: 'identity' as const,
    value: 'any',
    rows: 9,
    precision: estimate(0.9, 0.6, 0.99),
  }
  const none = { ...slice!, by: 'identity' as const, value: 'none' }
  const held = [...evaluation.slices, none]
  const judged = slicesGate.judge({
    ...HONEST,
    evaluation: { ...evaluation, slices: [...held, few, unsure] },
  })
  expect(judged.verdict).toBe('pass')
  expect(judged.slices).toEqual({
    holds: held.map(({ by, value }) => ({ by, value })),
    reviewOnly: [
      { by: 'language', value: 'ko' },
      { by: 'identity', value: 'any' },
    ],
  })
})

test('a gate that is not passed certifies no slice', () => {
  const collapsed = { ...slice!, value: 'ko', precision: estimate(0.5, 0.4, 0.6) }
  const judged = slicesGate.judge({ ...HONEST, evaluation: { ...evaluation, slices: [collapsed] } })
  expect(judged).toMatchObject({ verdict: 'fail' })
  expect(judged.slices).toBe(undefined)
})
