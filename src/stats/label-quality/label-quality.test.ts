import { expect, test } from 'vitest'
import { chanceFrom } from '../chance.ts'
import { dawidSkene, type Judgement } from './dawid-skene.ts'
import { suspectedErrors } from './suspected-errors.ts'

const values = ['violates', 'fine']

function judged(random: () => number, items: number) {
  // Five judges, of whom two are much better; three of five see each item.
  const right = [0.97, 0.95, 0.7, 0.65, 0.6]
  const truth = Array.from({ length: items }, () => (random() < 0.3 ? 'violates' : 'fine'))
  const judgements: Judgement[] = truth.flatMap((value, i) =>
    right.flatMap((accuracy, j) => {
      if ((i + j) % 5 > 2) return []
      const other = value === 'fine' ? 'violates' : 'fine'
      return [{ item: `${i}`, judge: `j${j}`, value: random() < accuracy ? value : other }]
    }),
  )
  return { right, truth, judgements }
}

test('finds how often each judge is right, and more truths than the majority does', () => {
  const { right, truth, judgements } = judged(chanceFrom(51), 1500)
  const found = dawidSkene(judgements, { values })
  right.forEach((accuracy, j) => {
    const matrix = found.judges.get(`j${j}`)!
    const own = found.shares[0]! * matrix[0]![0]! + found.shares[1]! * matrix[1]![1]!
    expect(Math.abs(own - accuracy)).toBeLessThan(0.06)
  })
  expect(found.shares[0]).toBeCloseTo(0.3, 1)
  const isRight = (i: number) => (found.items.get(`${i}`)![0]! > 0.5 ? 'violates' : 'fine') === truth[i]
  const votesOf = new Map<string, Judgement[]>()
  for (const one of judgements) votesOf.set(one.item, [...(votesOf.get(one.item) ?? []), one])
  const majority = (i: number) => {
    const votes = votesOf.get(`${i}`)!
    return votes.filter(({ value }) => value === truth[i]).length * 2 > votes.length
  }
  const count = (of: (i: number) => boolean) => truth.filter((_, i) => of(i)).length
  expect(count(isRight)).toBeGreaterThan(count(majority) + 30)
  expect(found.steps).toBeLessThan(200)
})

test('one judge with one item is not called perfect; strange values are named', () => {
  const one = dawidSkene([{ item: 'a', judge: 'j', value: 'fine' }], { values })
  expect(one.judges.get('j')![1]![1]).toBeLessThan(0.95)
  expect(one.items.get('a')![1]).toBeGreaterThan(0.5)
  expect(dawidSkene([], { values }).items.size).toBe(0)
  expect(() => dawidSkene([{ item: 'a', judge: 'j', value: 'maybe' }], { values })).toThrow(
    'A judgement says "maybe"; the values are: violates, fine',
  )
})

test('labels that were turned round are ranked above those that are right', () => {
  const random = chanceFrom(52)
  const turned = new Set<number>()
  const rows = Array.from({ length: 1000 }, (_, i) => {
    const truth = Number(random() < 0.2)
    const isTurned = random() < 0.05
    if (isTurned) turned.add(i)
    const sure = 0.6 + 0.4 * random()
    const violates = truth === 1 ? sure : 1 - sure
    return { label: isTurned ? 1 - truth : truth, probabilities: [1 - violates, violates] }
  })
  const found = suspectedErrors(rows)
  // Only rows as sure as the mean are suspected: about half of those turned round, and nothing else.
  expect(found.filter(({ row }) => turned.has(row)).length).toBe(found.length)
  expect(found.length / turned.size).toBeGreaterThan(0.4)
  expect(found.every(({ row, likely }) => likely !== rows[row]!.label)).toBe(true)
  expect(found.map(({ margin }) => margin)).toEqual(
    [...found.map(({ margin }) => margin)].sort((x, y) => y - x),
  )
  expect(suspectedErrors([])).toEqual([])
  // A value that nobody gave is never suspected.
  expect(suspectedErrors([{ label: 0, probabilities: [0.1, 0.9] }])).toEqual([])
})
