import { expect, test } from 'vitest'
import { atOnce, inSlices, type Steps } from './steps.ts'

function* counted(pieces: number, done: (piece: number) => void): Steps<string> {
  for (let piece = 0; piece < pieces; piece++) {
    done(piece)
    yield
  }
  return 'made'
}

test('work in slices pauses when a slice is full, and comes to the same', async () => {
  let now = 0
  const log: string[] = []
  const made = await inSlices(
    counted(6, (piece) => {
      now += 2
      log.push(String(piece))
    }),
    { sliceMs: 4, stopwatch: () => now, pause: async () => void log.push('pause') },
  )
  expect(made).toBe('made')
  expect(log).toEqual(['0', '1', 'pause', '2', '3', 'pause', '4', '5', 'pause'])
  expect(atOnce(counted(3, () => {}))).toBe('made')
})

test('others get their turn between slices', async () => {
  let turns = 0
  let working = true
  const other = () => {
    turns++
    if (working) setImmediate(other)
  }
  setImmediate(other)
  await inSlices(
    counted(10, () => {}),
    { sliceMs: 0 },
  )
  working = false
  expect(turns).toBeGreaterThanOrEqual(5)
})

test('a fault in a piece rejects', async () => {
  const faulty = counted(3, (piece) => {
    if (piece === 1) throw new Error('piece 1')
  })
  await expect(inSlices(faulty, { sliceMs: 0 })).rejects.toThrow('piece 1')
})
