import { expect, test } from 'vitest'
import { createUnderway } from './underway.ts'

test('waits for what is on its way, for what comes of it, and for nothing else', async () => {
  const underway = createUnderway()
  await underway.through()

  let take!: (job: string) => void
  let refuse!: (fault: Error) => void
  const seen: string[] = []
  underway.follow(new Promise<string>((resolve) => (take = resolve))).then((job) => {
    seen.push(job)
    void underway.follow(new Promise((_, reject) => (refuse = reject))).catch(() => undefined)
  })
  const through = underway.through().then(() => seen.push('through'))
  take('taken')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(seen).toEqual(['taken'])
  refuse(new Error('not held'))
  await through
  expect(seen).toEqual(['taken', 'through'])
})
