import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ErasureRecord } from '../src/access/ports.ts'
import type { MediaUse } from '../src/api/media/ports.ts'
import type { EntityRef } from '../src/core/entity.ts'
import { decisionIds } from '../src/core/id.ts'
import { idFrom, uuidOf } from '../src/core/ids.ts'
import type { MediaFacts } from '../src/signals/media/media-facts.ts'
import type { MediaId } from '../src/signals/media/media-host.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { BY_HAND, connectionOf, freshFolder, removeFolder, sql } from './store-tools.fixture.ts'

let folder: string
let store: Store
const ids = decisionIds()
const DAY_MS = 86_400_000
const QUOTA = { unnamed: 10_000_000, whole: 100_000_000 }

beforeAll(async () => {
  folder = freshFolder()
  store = await openStore({ dataDir: folder, retentionEveryMs: BY_HAND }, { log: () => undefined })
})
afterAll(async () => {
  await store?.close()
  removeFolder(folder)
})

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
let number = 0

async function sent(options: { who?: string; size?: number; atMs?: number } = {}): Promise<MediaId> {
  const content = Buffer.alloc(options.size ?? 100, 7)
  content.writeUInt32LE(++number)
  const id = `sha256:${sha(content)}` as const
  const file = { id, kind: 'image', format: 'png', content } as const
  await store.media.add(file, options.who ?? 'key:k1', QUOTA, options.atMs ?? Date.now())
  return id
}

const use = (actor: string, more: Partial<MediaUse> = {}): MediaUse => ({
  ...{ decision: ids(Date.now()), world: 'plaza', severity: 'S4', actor: actor as EntityRef },
  ...{ target: undefined, session: undefined, atMs: Date.now(), untilMs: Date.now() + 30 * DAY_MS },
  ...{ lists: [], allowed: true },
  ...more,
})

const factsOf = (id: MediaId, version = 'v1', text = 'read in it'): MediaFacts => ({
  ...{ version, kind: 'image', format: 'png', bytes: 100, findings: [], item: undefined, whole: true },
  digests: { md5: '', sha1: '', sha256: id.slice(7) },
  pictures: [
    {
      ...{ name: 'picture', width: 1, height: 1, pdq: undefined, scores: {}, embeddings: {} },
      texts: [{ text, confidence: 1, box: [0, 0, 1, 1], by: 'ocr' }],
    },
  ],
})

async function erased(entity: string): Promise<ErasureRecord> {
  const askedMs = Date.now() - 60_000
  const id = idFrom<ErasureRecord['id']>('era', uuidOf(ids(askedMs)))
  const tombstone = `account:erased-${uuidOf(id)}` as EntityRef
  await store.erasures.create({
    ...{ id, entity: entity as EntityRef, tombstone, reason: 'A test', by: 'tests', dry: false, askedMs },
  })
  while ((await store.erasures.work(Date.now())).more);
  return (await store.erasures.get(id))!
}

test('files that are gone are told, those that are there are not', async () => {
  const there = await sent()
  const never = `sha256:${'9'.repeat(64)}` as const
  expect(await store.media.gone([there, never])).toEqual([never])
  expect(await store.media.gone([])).toEqual([])
})

test('a file comes back as it was sent, whatever its size', async () => {
  for (const size of [1, 1024 * 1024, 1024 * 1024 + 1, 5_000_000]) {
    const id = await sent({ size: Math.max(4, size) })
    const bytes = (await store.media.bytes(id))!
    expect([`sha256:${sha(bytes)}`, bytes.length]).toEqual([id, Math.max(4, size)])
  }
})

test('facts are kept by version: those of the latest look alone, and none of a file that is gone', async () => {
  const id = await sent()
  await store.media.keepFacts(id, factsOf(id, 'v1'), 1)
  await store.media.keepFacts(id, factsOf(id, 'v2', 'and read again'), 2)
  expect(await store.media.facts(id, 'v1')).toBeUndefined()
  expect(await store.media.facts(id, 'v2')).toEqual(
    JSON.parse(JSON.stringify(factsOf(id, 'v2', 'and read again'))),
  )
  const none = `sha256:${'0'.repeat(64)}` as const
  await store.media.keepFacts(none, factsOf(none), 1)
  expect(await store.media.facts(none, 'v1')).toBeUndefined()
})

test('one process at a time looks at a file', async () => {
  const id = await sent()
  const claims = await Promise.all([1, 2, 3].map(() => store.media.claim(id, 1000, 2000)))
  expect(claims.filter(Boolean)).toHaveLength(1)
  expect(await store.media.claim(id, 1999, 3000)).toBe(false)
  expect(await store.media.claim(id, 2001, 3000)).toBe(true)
})

test('what nobody names is bounded for each sender, and what is named is not counted', async () => {
  const size = 4_000_000
  const first = await sent({ who: 'key:busy', size })
  await sent({ who: 'key:busy', size })
  const add = async (who: string) => {
    const content = Buffer.alloc(size, 9)
    content.writeUInt32LE(++number)
    const file = { id: `sha256:${sha(content)}`, kind: 'image', format: 'png', content } as const
    return store.media.add(file, who, QUOTA, Date.now())
  }
  expect(await add('key:busy')).toEqual({ kind: 'full', of: 'unnamed' })
  expect(await add('key:idle')).toEqual({ kind: 'added' })
  await store.media.use([first], use('account:busy'))
  expect(await add('key:busy')).toEqual({ kind: 'added' })
  const content = Buffer.alloc(10)
  const file = { id: `sha256:${sha(content)}`, kind: 'image', format: 'png', content } as const
  expect(await store.media.add(file, 'key:idle', { ...QUOTA, whole: 5 }, 1)).toEqual({
    kind: 'full',
    of: 'whole',
  })
})

test('sealing deletes the bytes and what was read, once, and says so in the audit log', async () => {
  const id = await sent()
  await store.media.keepFacts(id, factsOf(id, 'v1', 'unspeakable'), 1)
  const left = { ...factsOf(id, 'v1'), pictures: [], whole: false }
  const sealed = await Promise.all([1, 2].map(() => store.media.seal(id, 'worst', left, Date.now())))
  expect(sealed.sort()).toEqual([false, true])
  expect(await store.media.bytes(id)).toBeUndefined()
  expect(await store.media.facts(id, 'another')).toEqual(JSON.parse(JSON.stringify(left)))
  await store.media.keepFacts(id, factsOf(id, 'v3'), 2)
  expect((await store.media.facts(id, 'v3'))?.pictures).toEqual([])
  expect(await store.media.get(id)).toMatchObject({ sealed: true })
  const told = await sql(connectionOf(folder), `select from haechi.audit where what = 'media.sealed'`)
  expect(told).toHaveLength(1)
})

test('an erasure takes the files that only the account used, with all that was made of them', async () => {
  const [own, shared, about] = [await sent(), await sent(), await sent()]
  for (const id of [own, shared, about])
    await store.media.keepFacts(id, factsOf(id, 'v1', 'of account:gone'), 1)
  await store.media.use([own, shared], use('account:gone'))
  await store.media.use([shared], use('account:stays'))
  await store.media.use([about], use('account:stays', { target: 'account:gone' as EntityRef }))
  const done = await erased('account:gone')
  expect(done.state).toBe('done')
  expect(await store.media.get(own)).toBeUndefined()
  expect(await store.media.bytes(own)).toBeUndefined()
  expect(await store.media.bytes(shared)).toBeDefined()
  expect((await store.media.sight(shared, 'x'))?.worlds).toEqual(['plaza'])
  const rows = await sql(
    connectionOf(folder),
    'select actor, target from haechi.media_uses where media = any($1)',
    [[shared, about].map((id) => id.slice(7))],
  )
  expect(rows).toEqual(
    expect.arrayContaining([
      { actor: 'account:stays', target: null },
      { actor: 'account:stays', target: done.tombstone },
    ]),
  )
  expect(JSON.stringify(await store.media.facts(about, 'v1'))).not.toContain('account:gone')
})

test('a file goes a day after it was sent when no event names it, and with the content of the last event that does', async () => {
  const now = Date.now()
  const [unnamed, named, over, held] = await Promise.all([1, 2, 3, 4].map(() => sent({ atMs: now })))
  await store.media.use([named!], use('account:a', { untilMs: now + 30 * DAY_MS }))
  await store.media.use([over!, named!], use('account:b', { untilMs: now + DAY_MS }))
  await store.media.use([held!], use('account:held', { untilMs: now + DAY_MS }))
  await store.holds.set({
    ...{ id: idFrom('hld', uuidOf(ids(now))), entity: 'account:held' as EntityRef, reason: 'A case' },
    ...{ untilMs: undefined, setMs: now, setBy: 'tests', liftedMs: undefined, liftedBy: undefined },
  })
  const there = async () =>
    (await Promise.all([unnamed, named, over, held].map((id) => store.media.get(id!)))).map(
      (one) => one !== undefined,
    )
  await store.retain(now + DAY_MS / 2)
  expect(await there()).toEqual([true, true, true, true])
  await store.retain(now + 2 * DAY_MS)
  expect(await there()).toEqual([false, true, false, true])
  await store.retain(now + 31 * DAY_MS)
  expect(await there()).toEqual([false, false, false, true])
})

test('an item is listed when it was allowed, once', async () => {
  const [allowed, blocked] = [await sent(), await sent()]
  const lists = { lists: [allowed, blocked], target: 'item:i1' as EntityRef }
  const yes = use('account:m', lists)
  await store.media.use([allowed], yes)
  await store.media.use([blocked], use('account:m', { ...lists, allowed: false }))
  const [one, ...more] = await store.media.toList(10)
  expect([one, more]).toEqual([
    {
      ...{ media: allowed, decision: yes.decision, item: 'item:i1', maker: 'account:m', world: 'plaza' },
      atMs: yes.atMs,
    },
    [],
  ])
  await store.media.listed(one!)
  expect(await store.media.toList(10)).toEqual([])
})
