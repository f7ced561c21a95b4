import { expect, test } from 'vitest'
import type { Investigation, SeenEvent } from '../../api/contract/investigation.ts'
import { type Looked, NOTHING } from './looked.ts'
import { readOlder } from './read-older.ts'

const [one, two] = [{ id: '1' }, { id: '2' }] as unknown as [SeenEvent, SeenEvent]
const page = (events: readonly SeenEvent[], next: string | null) =>
  ({ page: { events, next } }) as unknown as Investigation

test('a further page comes behind those that are shown; a fault is told', async () => {
  let looked: Looked = { ...NOTHING, events: [one], next: 'a' }
  const change = (of: (before: Looked) => Looked) => {
    looked = of(looked)
  }
  const { signal } = new AbortController()
  await readOlder(async (tell) => tell({ report: page([two], null) }), signal, change)
  expect(looked).toMatchObject({ events: [one, two], next: null, error: null })
  await readOlder(() => Promise.reject(new Error('away')), signal, change)
  expect(looked.error).toMatchObject({ message: 'away' })
})

test('what comes when something else is asked already changes nothing, nor does that it was called off', async () => {
  const asking = new AbortController()
  let looked = NOTHING
  let release = () => {}
  const read = readOlder(
    async (tell) => {
      await new Promise<void>((resolve) => {
        release = resolve
      })
      tell({ report: page([two], null) })
      throw new Error('stopped')
    },
    asking.signal,
    (of) => {
      looked = of(looked)
    },
  )
  asking.abort()
  release()
  await read
  expect(looked).toBe(NOTHING)
})
