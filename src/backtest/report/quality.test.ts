import { expect, test } from 'vitest'
import { qualityOf } from './quality.ts'
import type { Annotated } from './tally.ts'

const event = (fired: boolean, policies: readonly string[] | undefined, violates = true): Annotated => ({
  ...{ id: 'd', violates, policies, weight: 1, recorded: 0, replayed: 0 },
  fired: fired ? [0] : [],
})
const finds = ({ fired }: Annotated) => fired.length > 0

test('a rule is measured by violations of its own policy where it is known which ones they are', () => {
  const annotated = [
    event(true, ['fraud.scam', 'inauthentic.spam']),
    event(true, ['harassment.insult']),
    event(true, [], false),
    event(false, ['fraud.scam']),
    event(false, ['harassment.insult']),
  ]
  const own = qualityOf(annotated, finds, 'fraud.scam')
  expect([own.precision!.value, own.recall!.value]).toEqual([1 / 3, 1 / 2])
  const any = qualityOf(annotated, finds)
  expect([any.precision!.value, any.recall!.value]).toEqual([2 / 3, 1 / 2])
})

test('where it is not known, any violation counts', () => {
  const { precision, recall } = qualityOf(
    [event(true, undefined), event(false, undefined)],
    finds,
    'fraud.scam',
  )
  expect([precision!.value, recall!.value]).toEqual([1, 1 / 2])
})
