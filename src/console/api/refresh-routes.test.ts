import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { heldAnswer } from '../../core/held-answer.fixture.ts'
import { refreshRoutes } from './refresh-routes.ts'

/** A list that is shown, and what of it is seen last. */
function shown() {
  const list = { now: 'before' }
  const reads = heldAnswer(() => list.now)
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const show = () => {
    const observer = new QueryObserver(queries, {
      queryKey: ['listBanks', { query: {} }],
      queryFn: () => reads.ask(),
    })
    observer.subscribe(() => {})
    return observer
  }
  return { list, reads, queries, show }
}

for (const [when, isFirst] of [
  ['the first answer', true],
  ['an answer', false],
] as const)
  test(`${when} that was asked for before a change does not stand for one after it`, async () => {
    const { list, reads, queries, show } = shown()
    let letGo = isFirst ? reads.holdNext() : async () => {}
    const observer = show()
    if (!isFirst) {
      await observer.refetch()
      letGo = reads.holdNext()
      void observer.refetch()
    }
    list.now = 'after'
    const refreshed = refreshRoutes(queries, ['listBanks'])
    await letGo()
    await refreshed
    expect(observer.getCurrentResult()).toMatchObject({ data: 'after', fetchStatus: 'idle', error: null })
    observer.destroy()
    queries.clear()
  })
