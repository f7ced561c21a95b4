import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

/** Work whose runs end when they are told. */
function workToEnd() {
  const ends: ((fault?: Error) => void)[] = []
  let going = 0
  let most = 0
  const ask = oneAtATime(
    () =>
      new Promise((resolve, reject) => {
        most = Math.max(most, ++going)
        ends.push((fault) => {
          going--
          if (fault) reject(fault)
          else resolve()
        })
      }),
  )
  return { ask, ends, most: () => most }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('whoever asks during a run gets the one after it, however often it is asked again', async () => {
  const { ask, ends, most } = workToEnd()
  const done: string[] = []
  const asked = (name: string) => void ask().then(() => done.push(name))
  asked('first')
  asked('second')
  asked('with the second')
  expect(ends).toHaveLength(1)
  ends[0]!()
  await turn()
  expect(done).toEqual(['first'])
  expect(ends).toHaveLength(2)
  asked('third')
  ends[1]!()
  await turn()
  expect(done).toEqual(['first', 'second', 'with the second'])
  ends[2]!()
  await turn()
  expect(done.at(-1)).toBe('third')
  expect([ends.length, most()]).toEqual([3, 1])
})

test('asking just as a run ends begins no second one beside the next', async () => {
  const { ask, ends, most } = workToEnd()
  void ask().then(() => void ask())
  void ask()
  ends[0]!()
  await turn()
  expect([ends.length, most()]).toEqual([2, 1])
  ends[1]!()
  await turn()
  expect(most()).toBe(1)
})

test('a run that fails is told to those who asked for it, and the next one is run', async () => {
  const { ask, ends } = workToEnd()
  const first = ask()
  const second = ask()
  ends[0]!(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  ends[1]!()
  await expect(second).resolves.toBeUndefined()
})
