import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { batcher } from './batcher.ts'

const never = new AbortController().signal
const LIMITS = { maxBatch: 3, maxWaitMs: 1, queue: 100 }

/** Gives each text its length, in batches that are answered when `open` is called. */
function gated() {
  const batches: string[][] = []
  const gates: (() => void)[] = []
  const run = async (texts: readonly string[]) => {
    batches.push([...texts])
    await new Promise<void>((resolve) => gates.push(resolve))
    return texts.map((text) => Float32Array.of(text.length))
  }
  return { batches, run, open: () => gates.shift()?.() }
}

test('a full batch goes at once, the next gathers meanwhile, and each text gets its own row', async () => {
  const { batches, run, open } = gated()
  const own = batcher({ ...LIMITS, maxWaitMs: 60_000 }, run)
  const asked = ['a', 'bb', 'ccc', 'dddd', 'eeeee'].map((text) => own.ask(text, never))
  expect(batches).toEqual([['a', 'bb', 'ccc']])
  expect(own.waiting).toBe(2)
  open()
  await pause(0)
  expect(batches[1]).toEqual(['dddd', 'eeeee'])
  open()
  expect((await Promise.all(asked)).map(([length]) => length)).toEqual([1, 2, 3, 4, 5])
})

test('a batch that is not full goes when its first text has waited', async () => {
  const { batches, run, open } = gated()
  const own = batcher(LIMITS, run)
  const one = own.ask('a', never)
  expect(batches).toEqual([])
  while (batches.length === 0) await pause(1)
  open()
  expect((await one)[0]).toBe(1)
})

test('a text whose deadline came is dropped before it costs anything', async () => {
  const { batches, run, open } = gated()
  const own = batcher(LIMITS, run)
  const first = [own.ask('a', never), own.ask('b', never), own.ask('c', never)]
  const stop = new AbortController()
  const late = own.ask('late', stop.signal)
  const kept = own.ask('kept', never)
  stop.abort()
  open()
  await expect(late).rejects.toMatchObject({ why: 'late' })
  await pause(0)
  expect(batches[1]).toEqual(['kept'])
  open()
  await Promise.all([...first, kept])
})

test('beyond its queue it turns texts away, and a batch that fails fails alone', async () => {
  let fails = true
  const own = batcher({ maxBatch: 1, maxWaitMs: 0, queue: 2 }, async (texts) => {
    await pause(5)
    if (fails) throw new Error('no memory')
    return texts.map(() => Float32Array.of(1))
  })
  const [first, second, third, fourth] = ['a', 'b', 'c', 'd'].map((text) => own.ask(text, never))
  await expect(fourth).rejects.toMatchObject({ why: 'busy' })
  await expect(first).rejects.toMatchObject({ why: 'failed', message: 'no memory' })
  fails = false
  expect([...(await second!)]).toEqual([1])
  expect([...(await third!)]).toEqual([1])
})
