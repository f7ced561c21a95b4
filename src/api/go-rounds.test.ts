import { expect, test } from 'vitest'
import { Unavailable } from '../engine/ports.ts'
import { type Errands, goRounds } from './go-rounds.ts'
import type { Seen } from './ports.ts'

const NOTHING: Seen = {
  ...{ effects: false, labels: false, settling: false, held: false, enforcements: false, erasures: false },
  ...{ deliveries: false, labRuns: false, version: 1, models: '0', banks: '0', access: 'a' },
}

/** Goes one round for each look, and gives who was called in each; what is thrown as a look is thrown. */
async function called(looks: readonly (Partial<Seen> | Error)[], fail: readonly (keyof Seen)[] = []) {
  const rounds: string[][] = []
  const failing = new Set(fail)
  const errands = Object.fromEntries(
    Object.keys(NOTHING).map((kind) => [
      kind,
      async () => {
        rounds.at(-1)!.push(kind)
        if (failing.delete(kind as keyof Seen)) throw new Unavailable('gone', 'The database is away.')
      },
    ]),
  ) as unknown as Errands
  let ended: () => void = () => undefined
  const all = new Promise<void>((resolve) => {
    ended = resolve
  })
  const going = goRounds(
    {
      lookout: {
        async look() {
          const next = looks[rounds.length]
          rounds.push([])
          if (rounds.length > looks.length) ended()
          if (next instanceof Error) throw next
          return { ...NOTHING, ...next }
        },
      },
      clock: { now: () => 1_760_000_000_000 },
      tell: () => undefined,
      labelsSince: () => '0',
    },
    errands,
    { everyMs: 1, wholeMs: 60_000 },
  )
  await all
  await going.stop()
  return rounds.slice(0, looks.length)
}

test('the first round calls everybody, one with nothing to do nobody', async () => {
  const [first, second] = await called([{}, {}])
  expect(first!.toSorted()).toEqual(Object.keys(NOTHING).toSorted())
  expect(second).toEqual([])
})

test('whoever has something to do is called as long as there is, and once more when it is over', async () => {
  const rounds = await called([{}, { effects: true }, { effects: true }, {}, {}])
  expect(rounds.slice(1)).toEqual([['effects'], ['effects'], ['effects'], []])
})

test('a mark calls when it changes; what was not asked for says nothing', async () => {
  const rounds = await called([
    {},
    { access: null },
    { access: 'b', version: 2 },
    { access: null, version: 2 },
  ])
  expect(rounds.slice(1)).toEqual([[], ['version', 'access'], []])
})

test('who could not do it is called again, and a database that is away ends nothing', async () => {
  const rounds = await called([{}, {}, new Unavailable('gone', 'away'), { held: true }], ['version'])
  expect(rounds.slice(1)).toEqual([['version'], [], ['held']])
})

test('whenever everybody is called, keys and people are, whosever turn it is', async () => {
  const calls: string[] = []
  let nowMs = 1_760_000_000_000
  const going = await new Promise<ReturnType<typeof goRounds>>((resolve) => {
    const rounds = goRounds(
      {
        lookout: {
          async look({ access }) {
            if (nowMs++ === 1_760_000_000_003) setImmediate(() => resolve(rounds))
            return { ...NOTHING, access: access ? 'a' : null }
          },
        },
        ...{ clock: { now: () => nowMs }, tell: () => undefined, labelsSince: () => '0' },
      },
      Object.fromEntries(
        Object.keys(NOTHING).map((kind) => [kind, () => void calls.push(kind)]),
      ) as unknown as Errands,
      // Each look takes one ms of this clock: everybody is called in the first and in the fourth.
      { everyMs: 1, wholeMs: 3 },
    )
  })
  await going.stop()
  expect(calls.filter((kind) => kind === 'access')).toHaveLength(
    calls.filter((kind) => kind === 'version').length,
  )
})
