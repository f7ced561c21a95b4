import { afterAll, beforeAll, expect, test } from 'vitest'
import { Unavailable } from '../src/engine/ports.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { connectionOf, freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

const KILLS = 5
const dataDir = freshFolder()
let store: Store
const said: string[] = []

beforeAll(async () => {
  store = await openStore({ dataDir }, { log: ({ message }) => said.push(message) })
})

afterAll(async () => {
  await store?.close()
  removeFolder(dataDir)
})

test(`Postgres killed ${KILLS} times under load: nothing acknowledged is missing, nothing is stored twice, service resumes`, async () => {
  const acknowledged = new Map<string, string>()
  const refused = { gone: 0, busy: 0, full: 0 }
  let sent = 0
  let over = false
  let sick = 0

  async function client(name: string): Promise<void> {
    for (let i = 0; !over; i++) {
      const eventId = `${name}-${i}`
      // Tries again with the same id until it is answered, as the SDK does.
      for (;;) {
        const entry = entryOf(eventId, { fired: i % 7 === 0 })
        sent++
        try {
          const answer = await store.decisions.append(entry)
          if (answer.kind === 'conflict') throw new Error(`conflict in ${answer.field}`)
          const { decision } = answer.kind === 'stored' ? entry.decision : answer.decision
          acknowledged.set(eventId, decision)
          break
        } catch (fault) {
          if (!(fault instanceof Unavailable)) throw fault
          refused[fault.reason]++
          if (!store.health().ok) sick++
          await new Promise((resolve) => setTimeout(resolve, 25))
        }
      }
    }
  }

  const clients = Promise.all(Array.from({ length: 64 }, (_, i) => client(`c${i}`)))
  for (let kill = 0; kill < KILLS; kill++) {
    const before = acknowledged.size
    await until(() => acknowledged.size > before + 500 && store.serverPid() !== undefined)
    const pid = store.serverPid()!
    process.kill(pid, 'SIGKILL')
    await until(() => store.serverPid() !== undefined && store.serverPid() !== pid)
  }
  const before = acknowledged.size
  await until(() => acknowledged.size > before + 500)
  over = true
  await clients

  const rows = await sql<{ event_id: string; id: string }>(
    connectionOf(dataDir),
    'select event_id, id from haechi.decisions',
  )
  const stored = new Map(rows.map(({ event_id, id }) => [event_id, `d-${id.replaceAll('-', '')}`]))
  expect(stored.size).toBe(rows.length)
  expect([...acknowledged].filter(([event, decision]) => stored.get(event) !== decision)).toEqual([])
  expect(refused.gone).toBeGreaterThan(0)
  expect(sick).toBeGreaterThan(0)
  const runsAgain = () => said.filter((message) => message.includes('runs again')).length
  await until(() => runsAgain() >= KILLS)
  expect(runsAgain()).toBe(KILLS)
  // Effects came in the same transactions.
  const [effects] = await sql<{ wrong: string }>(
    connectionOf(dataDir),
    `select count(*) as wrong from haechi.decisions d where (d.record is not null)
       <> (select count(*) = 1 from haechi.effects e where e.id = d.id)`,
  )
  expect(Number(effects!.wrong)).toBe(0)
  await until(() => store.health().ok)
  expect(sent).toBeGreaterThan(acknowledged.size)
})

test('a killed connection is replaced', async () => {
  await sql(
    connectionOf(dataDir),
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'haechi'`,
  )
  await until(() => store.health().ok)
  await until(() =>
    store.decisions.append(entryOf('after-terminate')).then(
      () => true,
      () => false,
    ),
  )
  expect((await store.decisions.append(entryOf('after-terminate'))).kind).toBe('repeated')
})
