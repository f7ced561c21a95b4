import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditEntry } from '../../core/audit-entry.ts'
import { hashEntry } from '../../core/hash-audit-entry.ts'
import { chainOf } from './chain.fixture.ts'
import { verifyChain } from './verify-chain.ts'

const length = fc.integer({ min: 4, max: 40 })
const inside = length.chain((n) => fc.record({ n: fc.constant(n), at: fc.integer({ min: 1, max: n - 2 }) }))

test('a whole chain holds, the empty one too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 40 }), async (n) => {
      const { entries, head } = chainOf(n)
      expect(await verifyChain(entries, { head })).toEqual({ ok: true, entries: n, head })
    }),
  )
})

test('a changed field is found at its entry, whichever field it is', async () => {
  const changes: ((entry: AuditEntry) => Partial<AuditEntry>)[] = [
    ({ atMs }) => ({ atMs: atMs + 1 }),
    () => ({ who: 'key:other' }),
    () => ({ name: 'somebody else' }),
    () => ({ what: 'removeLabel' }),
    () => ({ objects: '[]' }),
    () => ({ outcome: '200' }),
    () => ({ details: '{"a":1}' }),
    ({ previous }) => ({ previous: previous.replace(/^./, (c) => (c === '0' ? '1' : '0')) }),
    ({ hash }) => ({ hash: hash.replace(/^./, (c) => (c === '0' ? '1' : '0')) }),
  ]
  await fc.assert(
    fc.asyncProperty(inside, fc.constantFrom(...changes), async ({ n, at }, change) => {
      const { entries, head } = chainOf(n)
      entries[at] = { ...entries[at]!, ...change(entries[at]!) }
      expect(await verifyChain(entries, { head })).toMatchObject({
        ok: false,
        fault: { seq: at + 1, how: 'changed' },
      })
    }),
  )
})

test('an entry written anew with a hash that fits it is found by the one behind it', async () => {
  await fc.assert(
    fc.asyncProperty(inside, async ({ n, at }) => {
      const { entries, head } = chainOf(n)
      const open = { ...entries[at]!, who: 'key:other' }
      entries[at] = { ...open, hash: hashEntry(open) }
      expect(await verifyChain(entries, { head })).toMatchObject({
        ok: false,
        fault: { seq: at + 1, how: 'changed' },
      })
    }),
  )
})

test('missing, moved and cut off entries are found', async () => {
  await fc.assert(
    fc.asyncProperty(inside, async ({ n, at }) => {
      const missing = chainOf(n)
      missing.entries.splice(at, 1)
      expect(await verifyChain(missing.entries, { head: missing.head })).toMatchObject({
        ok: false,
        fault: { seq: at + 1, how: 'missing' },
      })
      const moved = chainOf(n)
      moved.entries.splice(at, 2, moved.entries[at + 1]!, moved.entries[at]!)
      expect(await verifyChain(moved.entries, { head: moved.head })).toMatchObject({
        ok: false,
        fault: { seq: at + 1, how: 'reordered' },
      })
      // As an UPDATE of two rows would do: the numbers stay in order, what they hold is swapped.
      const swapped = chainOf(n)
      const [one, two] = [swapped.entries[at]!, swapped.entries[at + 1]!]
      swapped.entries.splice(at, 2, { ...two, seq: one.seq }, { ...one, seq: two.seq })
      expect(await verifyChain(swapped.entries, { head: swapped.head })).toMatchObject({
        ok: false,
        fault: { seq: at + 1, how: 'reordered' },
      })
      const cut = chainOf(n)
      expect(await verifyChain(cut.entries.slice(0, at), { head: cut.head })).toMatchObject({
        ok: false,
        fault: { seq: at + 1, how: 'truncated' },
      })
    }),
  )
})

test('a chain that was cut off together with its head is only found by a head that was kept elsewhere', async () => {
  const { entries, head } = chainOf(20)
  const cut = entries.slice(0, 12)
  const forged = { seq: 12, hash: cut.at(-1)!.hash }
  expect(await verifyChain(cut, { head: forged })).toMatchObject({ ok: true })
  expect(await verifyChain(cut, { head: forged, since: head })).toMatchObject({
    ok: false,
    fault: { seq: 13, how: 'truncated' },
  })
})

test('a chain written anew from somewhere on does not pass through the head that was kept', async () => {
  const { entries, head } = chainOf(20)
  const since = { seq: 15, hash: entries[14]!.hash }
  expect(await verifyChain(entries, { head, since })).toMatchObject({ ok: true })
  const anew = entries.slice(0, 10)
  for (let i = 10; i < 20; i++) {
    const open = { ...entries[i]!, who: 'key:other', previous: anew[i - 1]!.hash }
    anew.push({ ...open, hash: hashEntry(open) })
  }
  const forged = { seq: 20, hash: anew.at(-1)!.hash }
  expect(await verifyChain(anew, { head: forged })).toMatchObject({ ok: true })
  expect(await verifyChain(anew, { head: forged, since })).toMatchObject({
    ok: false,
    fault: { seq: 15, how: 'changed' },
  })
})

test('a chain without its beginning holds only when an entry says that it was pruned', async () => {
  const { entries, head } = chainOf(20)
  expect(await verifyChain(entries.slice(5), { head })).toMatchObject({
    ok: false,
    fault: { seq: 1, how: 'missing' },
  })
  const details = JSON.stringify({ prunedTo: 5, hash: entries[4]!.hash })
  const open = { ...entries[19]!, seq: 21, what: 'audit.pruned', details, previous: head.hash }
  const pruned = { ...open, hash: hashEntry(open) }
  const end = { seq: 21, hash: pruned.hash }
  expect(await verifyChain([...entries.slice(5), pruned], { head: end })).toMatchObject({ ok: true })
  expect(await verifyChain([...entries.slice(6), pruned], { head: end })).toMatchObject({ ok: false })
})
