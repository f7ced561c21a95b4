import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EndpointId } from '../src/core/ids.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { addEndpoint, dispatch, queue, type Receiver, startReceiver } from './delivery-tools.fixture.ts'
import { connectionOf, freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

const dataDir = freshFolder()
let store: Store
let receiver: Receiver
let endpoint: EndpointId
let sending: ReturnType<typeof dispatch>

beforeAll(async () => {
  store = await openStore({ dataDir }, { log: () => undefined })
  receiver = await startReceiver()
  endpoint = await addEndpoint(store.delivery, receiver)
  sending = dispatch(store.delivery)
})

afterAll(async () => {
  await sending?.stop()
  await receiver?.close()
  await store?.close()
  removeFolder(dataDir)
})

/** An enforcement as it stands, and the message about it as it was first queued. */
async function enforced(
  target: string,
  name: string,
  state: 'applied' | 'reversed',
  told = true,
): Promise<string> {
  const id = randomUUID()
  const connection = connectionOf(dataDir)
  await sql(
    connection,
    `insert into haechi.subjects values ($1, 1) on conflict (entity) do update set sequence = haechi.subjects.sequence + 1`,
    [target],
  )
  await sql(
    connection,
    `insert into haechi.enforcements (id, target, name, params, params_key, reversible, state, sequence, from_ms, ended_ms)
     select $1, $2::text, $3, '{}', '[]', true, $4::text, sequence, $5::int8, case when $4 = 'reversed' then $5::int8 end
     from haechi.subjects where entity = $2`,
    [id, target, name, state, Date.now()],
  )
  const [{ sequence }] = (await sql<{ sequence: string }>(
    connection,
    'select sequence from haechi.enforcements where id = $1',
    [id],
  )) as [{ sequence: string }]
  if (told)
    await queue(connection, [target], Number(sequence), {
      type: `enforcement.${state}`,
      key: `enf-${id.replaceAll('-', '')}:${sequence}`,
    })
  return `enf-${id.replaceAll('-', '')}`
}

const settled = () => until(async () => (await store.delivery.endpoints.get(endpoint))!.waiting === 0)
const behind = (more = {}) =>
  store.delivery.reconciler.behind({ endpoint, nowMs: Date.now(), recovered: false, dryRun: false, ...more })
const told = () =>
  receiver.got.map(({ type, data }) => ({ type, ...(data as object) }) as Record<string, unknown>)

test('what is dead, or was never queued, is told again as it stands now, under a new number', async () => {
  receiver.answer = () => 400
  const dead = await enforced('account:a', 'mute', 'applied')
  await until(async () => (await store.delivery.endpoints.get(endpoint))!.dead === 1)
  const never = await enforced('account:b', 'suspend', 'reversed', false)
  receiver.answer = () => 204
  expect(await behind({ dryRun: true })).toEqual({ behind: 2, sent: 0 })
  expect(receiver.got).toEqual([])
  // Whoever has taken nothing since is left alone by the clock; a person may insist.
  expect(await behind({ recovered: true, dryRun: true })).toEqual({ behind: 1, sent: 0 })
  expect(await behind()).toEqual({ behind: 2, sent: 2 })
  await settled()
  expect(told()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'enforcement.applied',
        id: dead,
        sequence: 2,
        enforcement: 'mute',
        retold: true,
      }),
      expect.objectContaining({ type: 'enforcement.reversed', id: never, sequence: 2, state: 'reversed' }),
    ]),
  )
  expect(await behind()).toEqual({ behind: 0, sent: 0 })
})

test("the platform's own list is compared, and the differences are mended", async () => {
  await enforced('account:c', 'mute', 'applied')
  await enforced('account:d', 'mute', 'applied')
  await enforced('account:e', 'mute', 'reversed')
  await settled()
  const before = receiver.got.length
  const compare = (believed: [string, string][], dryRun = false) =>
    store.delivery.reconciler.compare({
      ...{ endpoint, nowMs: Date.now(), dryRun },
      believed: believed.map(([target, enforcement]) => ({ target, enforcement, id: undefined })),
    })
  const list: [string, string][] = [
    ['account:a', 'mute'],
    ['account:c', 'mute'],
    ['account:e', 'mute'],
    ['account:z', 'ban'],
  ]
  const wanted = {
    missing: [{ target: 'account:d', enforcement: 'mute' }],
    surplus: [
      { target: 'account:e', enforcement: 'mute' },
      { target: 'account:z', enforcement: 'ban' },
    ],
    ...{ missingCount: 1, surplusCount: 2 },
  }
  expect(await compare(list, true)).toEqual({ ...wanted, sent: 0 })
  expect(await compare(list)).toEqual({ ...wanted, sent: 3 })
  await until(() => receiver.got.length === before + 3)
  await settled()
  expect(told().slice(before)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'enforcement.applied', target: 'account:d' }),
      expect.objectContaining({ type: 'enforcement.reversed', target: 'account:e' }),
      expect.objectContaining({
        type: 'enforcement.reversed',
        target: 'account:z',
        enforcement: 'ban',
        id: null,
      }),
    ]),
  )
  const right: [string, string][] = [
    ['account:a', 'mute'],
    ['account:c', 'mute'],
    ['account:d', 'mute'],
  ]
  expect(await compare(right)).toEqual({
    missing: [],
    surplus: [],
    missingCount: 0,
    surplusCount: 0,
    sent: 0,
  })
})

test('an endpoint that is paused or gone is not compared', async () => {
  await store.delivery.endpoints.move(endpoint, 'paused', '')
  expect(await behind()).toBeUndefined()
})
