import { expect, test } from 'vitest'
import type { Client } from '../../client/client.ts'
import { renderItemsReport } from './items-report.ts'
import { runItems } from './run-items.ts'

test('counts what rules catch, what nobody judged in time, and says what is missed', async () => {
  const added: unknown[] = []
  const events: Record<string, unknown>[] = []
  const client = {
    banks: { add: async (...given: unknown[]) => void added.push(given) },
    uploadMedia: async () => ({ id: 'sha256:x', kind: 'image', bytes: 1, known: false }),
    screen: async (event: Record<string, unknown>) => {
      events.push(event)
      const n = events.length
      const reasons = n % 3 === 1 ? [{ rule: 'a.rule' }] : []
      return { verdict: n % 3 === 0 ? 'allow' : 'hold', reasons }
    },
  } as unknown as Pick<Client, 'uploadMedia' | 'screen' | 'banks'>
  const known = { bank: 'known', pdq: 'f'.repeat(64) }
  const deps = { client, now: () => 1_000, sleep: async () => {} }
  const report = await runItems({ seed: 1, good: 3, each: 0, known }, deps)
  expect(added).toEqual([['known', { type: 'pdq', hash: known.pdq, source: 'haechi demo items' }]])
  expect(events.map(({ type }) => type)).toEqual([
    ...new Array(3).fill('profile.picture'),
    ...new Array(3).fill('item.listing'),
  ])
  expect(new Set(events.map(({ actor }) => actor)).size).toBe(6)
  const score = { kind: 'good', sent: 3, caught: 1, unjudged: 1, rules: [{ rule: 'a.rule', fired: 1 }] }
  expect(report.kinds).toEqual([
    { of: 'picture', ...score },
    { of: 'item', ...score },
  ])
  expect(renderItemsReport(report)).toContain(
    '2 of 6 good ones held falsely, 2 held because not all of them was judged',
  )
  const missed = { ...score, of: 'item', kind: 'copied' } as const
  expect(renderItemsReport({ seed: 1, seconds: 1, kinds: [missed] })).toContain(
    'Not caught by a rule: copied (2 of 3).',
  )
})
