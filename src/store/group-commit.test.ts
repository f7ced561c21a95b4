import { describe, expect, test } from 'vitest'
import { Unavailable } from '../engine/ports.ts'
import { groupCommit, type RowOutcome } from './group-commit.ts'

/** A writer that waits to be told, and remembers its batches. */
function handWriter() {
  const batches: { rows: readonly number[]; finish: (outcomes?: RowOutcome<string>[]) => void }[] = []
  const write = (rows: readonly number[]) =>
    new Promise<RowOutcome<string>[]>((resolve) => {
      const all = rows.map((row) => ({ ok: true, result: `r${row}` }) as const)
      batches.push({ rows, finish: (outcomes = all) => resolve(outcomes) })
    })
  return { batches, write }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('group commit', () => {
  test('rows that come together share one batch, and each gets its own result', async () => {
    const { batches, write } = handWriter()
    const commits = groupCommit(write, { lingerMs: 1 })
    const results = [1, 2, 3].map((row) => commits.add(row, 1))
    await turn()
    expect(batches.map(({ rows }) => rows)).toEqual([[1, 2, 3]])
    batches[0]!.finish()
    expect(await Promise.all(results)).toEqual(['r1', 'r2', 'r3'])
  })

  test('nothing is answered before its batch is written', async () => {
    const { batches, write } = handWriter()
    const commits = groupCommit(write, { lingerMs: 1 })
    let answered = false
    const result = commits.add(1, 1).then(() => {
      answered = true
    })
    await turn()
    expect(answered).toBe(false)
    batches[0]!.finish()
    await result
    expect(answered).toBe(true)
  })

  test('while a batch is under way the next gathers, unless it is full', async () => {
    const { batches, write } = handWriter()
    const commits = groupCommit(write, { lingerMs: 1, maxRows: 2, maxFlights: 2 })
    const results = [1, 2, 3].map((row) => commits.add(row, 1))
    await turn()
    expect(batches.map(({ rows }) => rows)).toEqual([[1, 2]])
    results.push(commits.add(4, 1), commits.add(5, 1))
    await turn()
    expect(batches.map(({ rows }) => rows)).toEqual([
      [1, 2],
      [3, 4],
    ])
    for (let i = 0; i < 3; i++) {
      batches[i]!.finish()
      await turn()
    }
    expect(await Promise.all(results)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5'])
  })

  test('an error of one row is its own', async () => {
    const { batches, write } = handWriter()
    const commits = groupCommit(write, { lingerMs: 1 })
    const results = [commits.add(1, 1), commits.add(2, 1)]
    const settled = Promise.allSettled(results)
    await turn()
    batches[0]!.finish([
      { ok: false, fault: new Error('bad') },
      { ok: true, result: 'good' },
    ])
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  test('too many waiting rows, or bytes, are refused as busy and nothing else is harmed', async () => {
    const { batches, write } = handWriter()
    const commits = groupCommit(write, { lingerMs: 1, maxQueuedRows: 2, maxQueuedBytes: 100 })
    const first = commits.add(1, 10)
    await expect(commits.add(2, 95)).rejects.toMatchObject({ name: 'Unavailable', reason: 'busy' })
    const second = commits.add(3, 10)
    await expect(commits.add(4, 1)).rejects.toBeInstanceOf(Unavailable)
    await turn()
    batches[0]!.finish()
    expect(await Promise.all([first, second])).toEqual(['r1', 'r3'])
  })

  test('drained waits for what is queued and what is under way', async () => {
    const { batches, write } = handWriter()
    const commits = groupCommit(write, { lingerMs: 1 })
    const result = commits.add(1, 1)
    let drained = false
    const waiting = commits.drained().then(() => {
      drained = true
    })
    await turn()
    expect(drained).toBe(false)
    batches[0]!.finish()
    await Promise.all([result, waiting])
    expect(drained).toBe(true)
  })
})
