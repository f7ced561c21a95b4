import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { BankImportReply, BankRowsRequest } from '../../api/contract/banks.ts'
import { type ImportStep, importFile, lookThrough } from './import-file.ts'
import { type HashFile, openHashFile } from './open-hash-file.ts'

const md5 = (i: number) => createHash('md5').update(String(i)).digest('hex')
const linesOf = (count: number) => Array.from({ length: count }, (_, i) => `md5 ${md5(i)}\n`).join('')
const AS_IT_IS = { format: undefined, type: undefined }
const never = new AbortController().signal

async function opened(text: string, name = 'known.txt'): Promise<HashFile> {
  const file = await openHashFile(new File([text], name), AS_IT_IS)
  if (typeof file === 'string') throw new Error(file)
  return file
}

/** A service that takes rows; `lost`: the connection breaks before the piece with this number. */
function service(entries: number, lost?: number) {
  const taken: unknown[] = []
  let asked = 0
  const state = (): BankImportReply => ({
    ...{ id: `bki-${'0'.repeat(32)}`, bank: 'known', entries, received: taken.length },
    ...{ added: taken.length, changed: 0, withdrawn: 0 },
  })
  return {
    taken,
    mend: () => {
      lost = undefined
    },
    routes: {
      begin: async () => state(),
      async send(_: string, { from, rows }: BankRowsRequest) {
        if (asked++ === lost) throw new Error('unreachable')
        taken.push(...rows.slice(taken.length - from))
        return state()
      },
    },
  }
}

test('a file is read whole first: what cannot be read is told by its line, and what is left out is counted', async () => {
  const file = await opened(`# a remark\n${linesOf(3)}md5 short\npdq ${'0'.repeat(64)}\n`)
  const steps: ImportStep[] = []
  const looked = await lookThrough(
    file,
    (step) => steps.push(step),
    never,
    () => 0,
  )
  expect(looked).toMatchObject({ entries: 3, badCount: 1, bad: [{ line: 5 }] })
  expect(Object.values(looked.left)).toEqual([1])
  expect(steps[0]).toMatchObject({ kind: 'reading' })
})

test('its digest is that of its bytes, so that the command line goes on with the same import', async () => {
  const text = linesOf(5)
  expect((await opened(text)).sha256).toBe(createHash('sha256').update(text).digest('hex'))
})

test('an import that was cut off goes on behind what arrived', async () => {
  const count = 25_000
  const file = await opened(linesOf(count))
  const { routes, taken, mend } = service(count, 1)
  const steps: ImportStep[] = []
  const run = () => importFile(file, count, routes, (step) => steps.push(step), never)
  await expect(run()).rejects.toThrow('unreachable')
  expect(taken).toHaveLength(10_000)
  mend()
  expect(await run()).toMatchObject({ received: count, entries: count })
  expect(taken).toHaveLength(count)
  expect(taken.at(-1)).toEqual({ hashes: [{ type: 'md5', hash: md5(count - 1) }] })
  expect(steps.at(-1)).toEqual({ kind: 'sending', received: count, entries: count })
})

test('it can be stopped while it is read and while it is sent', async () => {
  const file = await opened(linesOf(10))
  const stopped = AbortSignal.abort()
  await expect(
    lookThrough(
      file,
      () => {},
      stopped,
      () => 0,
    ),
  ).rejects.toThrow(/abort/i)
  const { routes, taken } = service(10)
  await expect(importFile(file, 10, routes, () => {}, stopped)).rejects.toThrow(/abort/i)
  expect(taken).toEqual([])
})

test.each([
  ['known.bin', '!?', 'unknown-form'],
  ['list.te', 'a,b,c\n', 'unknown-type'],
] as const)('%s is refused with why', async (name, text, why) => {
  expect(await openHashFile(new File([text], name), AS_IT_IS)).toBe(why)
})
