import { expect, test } from 'vitest'
import type { GateResult } from '../../lab/gates/gate.ts'
import { REQUIRED_GATES } from '../../lab/gates/required-gates.ts'
import type { Authority } from '../../lab/registry/authority.ts'
import { gateSteps, mostLabelsNeeded } from './gate-steps.ts'

const result = (
  gate: string,
  step: Authority,
  verdict: GateResult['verdict'],
  labelsNeeded?: number,
): GateResult => ({
  ...{ gate, for: step, verdict, alpha: 0.05, on: 'tune', says: '', figures: {}, wayOut: undefined },
  labelsNeeded,
})

test('gates stand under their step in the order of the house, with those that did not run', () => {
  const observe = REQUIRED_GATES.observe.map((gate) => result(gate, 'observe', 'pass'))
  const [first, rank, ...rest] = gateSteps([
    result('incumbent', 'rank', 'inconclusive'),
    ...observe.toReversed(),
  ])
  expect(first!.missing).toBe(0)
  expect(first!.gates.map(({ gate }) => gate)).toEqual(REQUIRED_GATES.observe)
  expect(rank!.gates.map(({ gate, result }) => [gate, result?.verdict])).toEqual([
    ['recall', undefined],
    ['calibration', undefined],
    ['incumbent', 'inconclusive'],
  ])
  expect(rank!.missing).toBe(3)
  expect(rest.map(({ missing }) => missing)).toEqual([5, 1])
})

test('labels needed are those of gates that did not pass', () => {
  expect(mostLabelsNeeded([result('recall', 'rank', 'pass', 900)])).toBeUndefined()
  expect(
    mostLabelsNeeded([
      result('recall', 'rank', 'fail', 300),
      result('slices', 'reversible', 'inconclusive', 500),
    ]),
  ).toBe(500)
})
