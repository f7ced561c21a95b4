import { expect, test } from 'vitest'
import { SIGNAL_KINDS } from './kinds.ts'

const OPTIONS: Readonly<Record<string, unknown>> = {
  terms: { banks: ['rude'] },
  split_terms: { banks: ['rude'], context: { of: 'pair' } },
  split_contacts: { context: { of: 'room', last: 3, within: '2m' } },
  hash_match: { banks: ['known'] },
  item: { profile: 'any' },
  remote: { url: 'https://scores.example.com' },
}

test('every kind builds a signal of its own type and cost from options that its schema takes', () => {
  const banks = new Map([
    ['rude', { name: 'rude', language: 'en', match: 'word' as const, terms: ['noob'], except: [] }],
  ])
  for (const kind of SIGNAL_KINDS) {
    const options = kind.options.parse(OPTIONS[kind.kind] ?? {})
    const signal = kind.build({ name: 'x', of: 'text', options, banks })
    expect(signal).toMatchObject({ name: 'x', of: 'text', cost: kind.cost, type: kind.type })
    expect(signal.version).toMatch(/^[0-9a-f]{16}$/)
    expect(kind.options.safeParse({ ...(options as object), unheard_of: 1 }).success).toBe(false)
  }
  expect(new Set(SIGNAL_KINDS.map(({ kind }) => kind)).size).toBe(SIGNAL_KINDS.length)
})
