import { expect, test } from 'vitest'
import { factsForSlots, slotsShown } from './facts-for-slots.ts'

const slot = (id: string, of: string) => ({
  ...{ slot: id, of, verdict: 'allow' as const, findings: [], figures: {} },
})
const SLOTS = [slot('any', 'any'), slot('zepeto-top', 'top'), slot('zepeto-dress', 'dress')]

test.each([
  ['the decision used', { slots: SLOTS, used: ['zepeto-top'] }, { slot: 'dress' }, ['zepeto-top']],
  ['the event says', { slots: SLOTS, used: null }, { slot: 'dress' }, ['zepeto-dress', 'any']],
  ['there are', { slots: SLOTS.slice(1, 2), used: null }, {}, ['zepeto-top']],
  ['somebody has to choose', { slots: SLOTS, used: null }, { title: 'dress or not' }, undefined],
] as const)('the slots that %s', (_, held, data, shown) => {
  expect(slotsShown({ ...held, slots: [...held.slots], used: held.used && [...held.used] }, data)).toEqual(
    shown,
  )
})

test('what other slots mind is left out, what is so whatever the slot stays', () => {
  const mark = (of: string, ...slots: string[]) => ({
    ...{
      box: [0, 0, 1, 1] as [number, number, number, number],
      why: 'exposure' as const,
      of,
      says: of,
      slots,
    },
  })
  const bare = (id: string, region: string) => ({
    ...{ slot: id, region, bare: 1, most: 0, view: 'worn.front' },
    box: [0, 0, 1, 1] as [number, number, number, number],
  })
  const seen = factsForSlots(
    {
      slots: SLOTS,
      exposure: [bare('zepeto-top', 'chest'), bare('zepeto-dress', 'groin')],
      pictures: [
        {
          marks: [
            mark('chest', 'zepeto-top', 'zepeto-dress'),
            mark('groin', 'zepeto-dress'),
            mark('writing'),
          ],
        },
      ],
    },
    ['any', 'zepeto-top'],
  )
  expect(seen.slots.map((one) => one.slot)).toEqual(['any', 'zepeto-top'])
  expect(seen.exposure.map(({ region }) => region)).toEqual(['chest'])
  expect(seen.pictures[0]!.marks.map(({ of }) => of)).toEqual(['chest', 'writing'])
})
