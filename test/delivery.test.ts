import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { EndpointId } from '../src/core/ids.ts'
import type { DeliveryState, DeliveryStore } from '../src/enforcement/delivery/ports.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import {
  addEndpoint,
  dispatch,
  inOrder,
  queue,
  type Receiver,
  startReceiver,
} from './delivery-tools.fixture.ts'
import { connectionOf, freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

const dataDir = freshFolder()
let store: Store
let delivery: DeliveryStore
const receivers: Receiver[] = []
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  store = await openStore({ dataDir }, { log: () => undefined })
  delivery = store.delivery
})

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  for (const receiver of receivers.splice(0)) await receiver.close().catch(() => undefined)
  for (const { id } of await delivery.endpoints.list()) await delivery.endpoints.remove(id, Date.now())
})

afterAll(async () => {
  await store?.close()
  removeFolder(dataDir)
})

const targets = (count: number, of: number, name = 'a') =>
  Array.from({ length: count }, (_, i) => `account:${name}${i % of}`)

async function receiver(types: readonly string[] | null = null) {
  const one = await startReceiver()
  receivers.push(one)
  return { one, id: await addEndpoint(delivery, one, types) }
}

function sending(options = {}) {
  const dispatcher = dispatch(delivery, options)
  stops.push(dispatcher.stop)
  return dispatcher
}

const put = (...args: Parameters<typeof queue> extends [unknown, ...infer R] ? R : never) =>
  queue(connectionOf(dataDir), ...args)

const states = async (endpoint: EndpointId): Promise<DeliveryState[]> =>
  (
    await delivery.deliveries.list({
      endpoint,
      target: undefined,
      states: undefined,
      before: undefined,
      limit: 1000,
    })
  )
    .map(({ state }) => state)
    .reverse()

test('messages arrive once each, in order for each target, signed, at every endpoint that wants them', async () => {
  const all = await receiver()
  const some = await receiver(['appeal.decided'])
  await put(targets(300, 7))
  await put(['account:a0'], 300, { type: 'appeal.decided' })
  sending()
  await until(() => all.one.got.length === 301 && some.one.got.length === 1)
  expect(new Set(all.one.got.map(({ id }) => id)).size).toBe(301)
  expect(inOrder(all.one.got)).toBe(true)
  expect(some.one.got[0]!.id).toBe(all.one.got.find(({ type }) => type === 'appeal.decided')!.id)
  await until(async () => (await states(all.id)).every((state) => state === 'delivered'))
})

test('the same key is queued once', async () => {
  const { one, id } = await receiver()
  await put(['account:b'])
  await put(['account:b'])
  expect(await states(id)).toEqual(['waiting'])
  sending()
  await until(() => one.got.length === 1)
  await put(['account:b'])
  // It is noted a moment after it arrived.
  await until(async () => !(await states(id)).includes('waiting'))
  expect(await states(id)).toEqual(['delivered'])
})

test('a message waits for those before it of its target, until they are delivered or dead; others do not', async () => {
  const { one, id } = await receiver()
  let refused = 0
  one.answer = ({ data }) => {
    if (data.target === 'account:c0' && data.n === 0) {
      refused++
      return 400
    }
    return 204
  }
  await put(targets(20, 2, 'c'))
  sending()
  await until(() => one.got.length === 19)
  expect(refused).toBe(10)
  const [first] = await delivery.deliveries.list({
    ...{ endpoint: id, target: 'account:c0', states: ['dead'], before: undefined, limit: 10 },
  })
  expect(first).toMatchObject({
    state: 'dead',
    tries: 10,
    lastStatus: 400,
    lastResult: 'refused',
    overtaken: true,
  })
  const others = one.got.filter(({ data }) => data.target === 'account:c1')
  // Ten tries and their pauses lie between: the other target was not held up.
  expect(one.got.slice(0, 10)).toEqual(others)
  expect(inOrder(one.got)).toBe(true)
  const { attempts } = (await delivery.deliveries.get(first!.id))!
  expect(attempts.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 400))
})

test('dead letters are sent again in order, with the ids they had', async () => {
  const { one, id } = await receiver()
  one.answer = () => 422
  await put(targets(9, 3, 'd'))
  sending()
  await until(async () => (await states(id)).every((state) => state === 'dead'))
  expect(
    await delivery.deliveries.resendDead('end-00000000000000000000000000000000' as EndpointId, Date.now()),
  ).toEqual({ queued: 0, overtaken: 0 })
  const dead = await delivery.deliveries.list({
    ...{ endpoint: id, target: undefined, states: ['dead'], before: undefined, limit: 100 },
  })
  one.answer = () => 204
  expect(await delivery.deliveries.resendDead(id, Date.now())).toEqual({ queued: 9, overtaken: 0 })
  await until(() => one.got.length === 9)
  expect(inOrder(one.got)).toBe(true)
  expect(new Set(one.got.map((got) => got.id))).toEqual(new Set(dead.map(({ message }) => message)))
  const again = await delivery.deliveries.resend(dead.at(-1)!.id, Date.now())
  expect(again).toMatchObject({ state: 'waiting', overtaken: true, tries: 0 })
  await until(() => one.got.length === 10)
})

test('while a receiver is down its breaker opens, no message dies, and all of it comes in order afterwards', async () => {
  const { one, id } = await receiver()
  one.answer = () => 'hang-up'
  await put(targets(200, 20, 'e'))
  const dispatcher = sending()
  await until(async () => (await delivery.endpoints.get(id))!.breaker.openedMs !== undefined)
  const before = dispatcher.tries.get('unreachable')!
  // Long enough for far more tries than there are, were any used up.
  await until(() => dispatcher.tries.get('unreachable')! > before + 15)
  expect(new Set(await states(id))).not.toContain('dead')
  await until(() => dispatcher.told.some((line) => line.includes('does not take webhooks')))
  one.answer = () => 200
  await until(() => one.got.length === 200)
  expect(inOrder(one.got)).toBe(true)
  expect(new Set(one.got.map((got) => got.id)).size).toBe(200)
  await until(async () => (await delivery.endpoints.get(id))!.breaker.openedMs === undefined)
  await until(() => dispatcher.told.some((line) => line.includes('takes webhooks again')))
})

test('one message that breaks the receiver does not keep the breaker open for the others', async () => {
  const { one } = await receiver()
  one.answer = ({ data }) => (data.target === 'account:f0' ? 500 : 200)
  await put([...targets(1, 1, 'f'), ...targets(1, 1, 'f'), ...targets(1, 1, 'f')])
  await put(targets(30, 30, 'f'), 10)
  sending({ breaker: { failures: 1, firstHoldMs: 5, longestHoldMs: 10, busyHoldMs: 1 } })
  await until(() => one.got.length === 29)
  expect(one.got.some(({ data }) => data.target === 'account:f0')).toBe(false)
})

test('410 ends it: what comes later is not even queued, and what waits goes out when somebody lets it go on', async () => {
  const { one, id } = await receiver()
  one.answer = () => 410
  await put(['account:g'])
  sending()
  await until(async () => (await delivery.endpoints.get(id))!.state === 'gone')
  expect((await delivery.endpoints.get(id))!.why).toContain('410')
  await put(['account:g'], 1)
  expect(await states(id)).toEqual(['waiting'])
  one.answer = () => 204
  await delivery.endpoints.move(id, 'on', '')
  await until(() => one.got.length === 1)
})

test('a paused endpoint keeps what comes, and gets it when it goes on', async () => {
  const { one, id } = await receiver()
  await delivery.endpoints.move(id, 'paused', 'for a while')
  await put(['account:h', 'account:i'])
  const other = await receiver()
  sending()
  await put(['account:h'], 5)
  await until(() => other.one.got.length === 1)
  expect(one.got).toEqual([])
  await delivery.endpoints.move(id, 'on', '')
  await until(() => one.got.length === 3)
  expect(inOrder(one.got)).toBe(true)
})

test('while a secret is rotated both are good, then the new one alone', async () => {
  const { one, id } = await receiver()
  const old = one.secret
  const fresh = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  await delivery.endpoints.rotate(id, fresh, Date.now() + 60_000)
  const signatures: string[] = []
  one.answer = (_, request) => {
    signatures.push(String(request.headers['webhook-signature']))
    return 204
  }
  sending()
  await put(['account:j'])
  await until(() => one.got.length === 1)
  one.secret = fresh
  await put(['account:j'], 1)
  await until(() => one.got.length === 2)
  await delivery.endpoints.rotate(id, old, Date.now())
  one.secret = old
  await put(['account:j'], 2)
  await until(() => one.got.length === 3)
  expect(signatures.map((text) => text.split(' ').length)).toEqual([2, 2, 1])
})

test('not before its time, and those behind it wait too', async () => {
  const { one } = await receiver()
  const dueMs = Date.now() + 6000
  await put(['account:k'], 0, { notBeforeMs: dueMs })
  await put(['account:k', 'account:l'], 1)
  sending()
  await until(() => one.got.length >= 1)
  expect(one.got[0]!.data.target).toBe('account:l')
  await until(() => one.got.length === 3)
  expect(Date.now()).toBeGreaterThanOrEqual(dueMs)
  expect(inOrder(one.got)).toBe(true)
})

test('what a sender had claimed when it vanished is sent by another after its lease', async () => {
  const { one, id } = await receiver()
  await put(targets(6, 3, 'm'))
  const claim = await delivery.queue.turn({
    ...{ endpoint: id, nowMs: Date.now(), leaseMs: 300 },
    settle: (breaker) => ({ outcomes: [], breaker, gone: false }),
    want: () => 10,
  })
  expect(claim!.claimed).toHaveLength(3)
  sending()
  await until(() => one.got.length === 6)
  expect(inOrder(one.got)).toBe(true)
  // What the vanished one says after all is of no account.
  const late = claim!.claimed.map(({ id: message, claim: by, tries }) => ({
    ...{ id: message, claim: by, tries, atMs: 0, tookMs: 1, status: 500, result: 'error' },
    next: { kind: 'dead' as const },
  }))
  await delivery.queue.turn({
    ...{ endpoint: id, nowMs: Date.now(), leaseMs: 300 },
    settle: (breaker) => ({ outcomes: late, breaker, gone: false }),
    want: () => 0,
  })
  await until(async () => (await states(id)).every((state) => state === 'delivered'))
})

test('several senders share the work: none is sent twice, and order holds', async () => {
  const { one } = await receiver()
  const four = [sending(), sending(), sending(), sending()]
  for (let i = 0; i < 5; i++) await put(targets(60, 11, 'n'), i * 60)
  await until(() => one.got.length >= 300)
  expect(one.got).toHaveLength(300)
  expect(inOrder(one.got)).toBe(true)
  // A try is counted once its answer is noted, which is after it arrived.
  const delivered = () => four.reduce((sum, { tries }) => sum + (tries.get('delivered') ?? 0), 0)
  await until(() => delivered() >= 300)
  expect(delivered()).toBe(300)
})

test('a slow endpoint holds up no other', async () => {
  const slow = await receiver()
  slow.one.answer = () => 'silence'
  const quick = await receiver()
  await put(targets(500, 100, 'o'))
  sending()
  await until(() => quick.one.got.length === 500)
  expect(slow.one.got).toEqual([])
})

test('what waited too long becomes a dead letter; what ended long ago is forgotten', async () => {
  const { one, id } = await receiver()
  one.answer = () => 'hang-up'
  await put(['account:p', 'account:p'])
  const dispatcher = sending({ giveUpMs: 300, upkeepMs: 50 })
  await until(async () => (await states(id)).every((state) => state === 'dead'))
  // It is told of once it is written.
  await until(() => dispatcher.told.some((line) => line.includes('waited too long')))
  await until(() => dispatcher.figures().dead >= 2)
  await delivery.queue.upkeep(Date.now() + 1000, { giveUpMs: 1e9, keepMs: 0 })
  expect(await states(id)).toEqual([])
  const [left] = await sql<{ count: number }>(
    connectionOf(dataDir),
    'select count(*)::int from haechi.delivery_attempts a where not exists (select from haechi.deliveries d where d.id = a.delivery)',
  )
  expect(left!.count).toBe(0)
})

test('removing an endpoint forgets its secret and drops what waits', async () => {
  const { id } = await receiver()
  await put(['account:q'])
  expect(await delivery.endpoints.remove(id, Date.now())).toBe(true)
  expect(await delivery.endpoints.remove(id, Date.now())).toBe(false)
  expect(await delivery.endpoints.get(id)).toBeUndefined()
  expect(await states(id)).toEqual(['dropped'])
  const rows = await sql(
    connectionOf(dataDir),
    `select from haechi.endpoints where removed_ms is not null and secret <> ''`,
  )
  expect(rows).toEqual([])
})

test('data that is too large is cut down to what is short, and says so', async () => {
  const { one } = await receiver()
  sending()
  await put(['account:r'], 0, { data: { n: 0, target: 'account:r', text: 'x'.repeat(30_000), until: null } })
  await until(() => one.got.length === 1)
  expect(one.got[0]!.data).toEqual({ n: 0, target: 'account:r', until: null, shortened: true })
})
