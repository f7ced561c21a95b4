import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { heldAnswer } from '../../core/held-answer.fixture.ts'
import { keepInPlace } from './keep-in-place.ts'

test('what was there stays while it is asked otherwise, and not in the place of something else', async () => {
  const reads = heldAnswer((id: string, days: string) => `${id} ${days}`)
  const queries = new QueryClient()
  const optionsOf = (id: string, days: string) => {
    const asked = { params: { id }, query: { days } }
    return {
      queryKey: ['ruleHours', asked] as const,
      queryFn: () => reads.ask(id, days),
      placeholderData: keepInPlace(asked),
    }
  }
  const observer = new QueryObserver(queries, optionsOf('links', '7'))
  observer.subscribe(() => {})
  await observer.refetch()
  const shown = async (id: string, days: string) => {
    const letGo = reads.holdNext()
    observer.setOptions(optionsOf(id, days))
    const { data } = observer.getCurrentResult()
    await letGo()
    return [data, observer.getCurrentResult().data]
  }
  expect(await shown('links', '14')).toEqual(['links 7', 'links 14'])
  expect(await shown('insults', '14')).toEqual([undefined, 'insults 14'])
  observer.destroy()
  queries.clear()
})
