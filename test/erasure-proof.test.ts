import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '../src/access/audit/verify-chain.ts'
import { readChain } from '../src/cli/audit/read-chain.ts'
import { type Client, createClient } from '../src/client/client.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi } from './haechi-process.fixture.ts'
import { searchDatabase, searchFiles } from './search-everything.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

/** A name with letters that have two Unicode forms. */
const ID = '표범zq7781é'
const ACCOUNT = `account:${ID}`
/** Others, whose ids begin like it or hold it. */
const OTHERS = [`${ACCOUNT}0`, `account:x${ID}`, `${ACCOUNT}-b`, 'account:u2']
/** What was said by the account, or about it by people who work here. */
const SAID = [
  'zebrachat',
  'zebradirect',
  'zebraname',
  'zebrabio',
  'zebra가나é',
  'zebra"quoted\\slash',
  'zebratitle',
  'zebrareport',
  'zebralocation',
  'zebrareporter',
  'zebra@mail.example',
  'zebranote',
  'zebralabel',
  'zebrajob',
  'zebraeffect',
]
const MARKS = SAID.map((text) => text.replace(/["\\].*/, 'XX').replace('zebraXX', 'quoted'))
const TEXTS = [...MARKS, ACCOUNT, ID]

let dir: string
let data: string
let port: number
let haechi: HaechiProcess
let client: Client

async function start(): Promise<void> {
  haechi = await startHaechi(port, data, 'starter')
  client = createClient({ url: haechi.url, key: ADMIN_KEY, timeoutMs: 60_000 })
  // The key is taken in a moment after the port is open.
  await until(() =>
    client.keys.list().then(
      () => true,
      () => false,
    ),
  )
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-erasure-'))
  data = join(dir, 'data')
  port = await freePort()
  await start()
})

afterAll(async () => {
  haechi?.child.kill('SIGTERM')
  await haechi?.ended
  rmSync(dir, { recursive: true, force: true })
})

const db = <Row extends object>(text: string, values: unknown[] = []) =>
  sql<Row & Record<string, unknown>>(connectionOf(data), text, values)

/** The account's own id, with those of others that hold it taken out first. */
async function everywhere(texts: readonly string[]): Promise<string[]> {
  const folders = [join(data, 'history'), join(data, 'counters')]
  return [...(await searchDatabase(connectionOf(data), texts)), ...(await searchFiles(folders, texts))]
}

test('nothing of an erased account is left in the database or in files, and all others are as they were', async () => {
  const created = '2026-01-01T00:00:00Z'
  const own: string[] = []
  const send = async (type: string, more: object, eventData: object) => {
    const { decision } = await client.screen({
      type,
      ...more,
      data: { account_created: created, ...eventData },
    })
    return decision
  }
  const by = { actor: ACCOUNT }
  own.push(
    await send(
      'chat.message',
      { ...by, id: `chat-${ID.slice(2, 8)}-1`, session: 'room:r1' },
      { text: 'zebrachat you stupid idiot' },
    ),
  )
  own.push(await send('chat.message', { ...by, target: 'room:r1' }, { text: 'zebra가나é'.normalize('NFD') }))
  own.push(await send('chat.message', { ...by, target: 'account:u2' }, { text: 'zebra"quoted\\slash' }))
  own.push(await send('direct.message', { ...by, target: 'account:u2' }, { text: 'zebradirect fuck you' }))
  own.push(await send('name.change', by, { name: 'zebraname' }))
  own.push(await send('profile.update', by, { bio: 'zebrabio' }))
  own.push(
    await send('item.listing', { ...by, target: 'item:i1' }, { title: 'zebratitle', original: 'item:i0' }),
  )
  const about = await send(
    'direct.message',
    { actor: 'account:u2', target: ACCOUNT },
    { text: `hello ${ACCOUNT}, are you ${ID}?` },
  )
  const invited = await send('room.join', { actor: 'account:u2', target: 'room:r1' }, { invited_by: ACCOUNT })
  const others: string[] = []
  for (const other of OTHERS)
    others.push(
      await send('chat.message', { actor: other, target: 'room:r1' }, { text: `kept words of ${other}` }),
    )
  await client.labels.set({ entity: ACCOUNT, label: 'trusted', reason: 'zebralabel' })
  await client.labels.set({ entity: OTHERS[0]!, label: 'trusted', reason: 'kept reason' })

  // What others build upon decisions, as they write it.
  const uuid = own[0]!.slice(2)
  const job = uuid.replace(/^./, 'a')
  await db(
    `insert into haechi.jobs (id, kind, queue, item, family, policy, severity, decision, world, actor, near, probability,
       created_ms, due_ms, rank) values ($1, 'rule', 'safety', $2, 'harassment', 'harassment.insult@1', 3, $3, 'plaza', $2, 77, 1, 0, 0, 0)`,
    [job, ACCOUNT, uuid],
  )
  await db(`insert into haechi.job_members (job, at_ms, decision) values ($1, 0, $2)`, [job, uuid])
  await db(
    `insert into haechi.annotations (${(await columnsOf('annotations')).join(', ')}) select * from json_populate_record(null::haechi.annotations, $1)`,
    [
      JSON.stringify({
        ...{ id: job, job, kind: 'rule', stage: 'first', decision: uuid, item: ACCOUNT, world: 'plaza' },
        ...{
          policy: 'harassment.insult@1',
          choice: 'violates',
          policies: [],
          strike: true,
          spans: [],
          regions: [],
        },
        ...{ enforcements: [{ enforcement: 'mute', target: ACCOUNT, note: 'zebrajob' }], note: 'zebranote' },
        ...{ reviewer: job, blind: false, probability: 1, spent_ms: 1, at_ms: Date.now(), batch: job },
      }),
    ],
  )
  await db(
    `insert into haechi.reports (${(await columnsOf('reports')).join(', ')}) select * from json_populate_recordset(null::haechi.reports, $1)`,
    [
      JSON.stringify(
        [
          { id: job, reporter: 'account:u2', item: ACCOUNT, target: ACCOUNT },
          {
            id: uuid,
            reporter: ACCOUNT,
            item: 'account:u2',
            name: 'zebrareporter',
            email: 'zebra@mail.example',
          },
        ].map((one) => ({
          ...{
            ...one,
            world: 'plaza',
            reason: 'harassment',
            policy: 'harassment.insult',
            text: 'zebrareport',
          },
          ...{ location: 'zebralocation', bona_fide: true, trusted: false, at_ms: Date.now(), weight: 1 },
        })),
      ),
    ],
  )
  await db(
    `insert into haechi.effects (id, keep, ordinal, body) select id, keep, -1, $2 from haechi.decisions where id = $1`,
    [
      uuid,
      JSON.stringify({
        kind: 'later-enforcement',
        policy: 'x@1',
        target: ACCOUNT,
        enforcement: 'mute',
        note: 'zebraeffect',
      }),
    ],
  )
  const verdicts = await db<{ id: string; verdict: number; record: string }>(
    'select id, verdict from haechi.decisions order by id',
  )
  await until(async () =>
    (await searchFiles([join(data, 'history')], TEXTS)).some((place) => place.includes('zebrachat')),
  )
  await until(async () => (await searchFiles([join(data, 'history')], ['trusted'])).length > 0)
  await db('analyze')
  const before = await everywhere(TEXTS)
  for (const text of TEXTS)
    expect(
      before.filter((place) => place.endsWith(text)),
      text,
    ).not.toEqual([])

  // A machine too busy to judge the listing in time holds it, and opens a job of its own: see `undecided` in review.yaml.
  const [jobs] = await db<{ n: number }>(
    'select count(*)::int as n from haechi.jobs where $1 in (item, actor)',
    [ACCOUNT],
  )
  const dry = await client.erasures.begin({ entity: ACCOUNT, reason: 'Counting', dryRun: true })
  await until(async () => (await client.erasures.get(dry.id)).state === 'done')
  const counted = (await client.erasures.get(dry.id)).counts
  expect(counted).toMatchObject({
    decisions: own.length + 1,
    contents: own.length + 2,
    jobs: jobs!.n,
    annotations: 1,
    reports: 2,
  })
  expect((await everywhere([ACCOUNT])).length).toBeGreaterThanOrEqual(
    before.filter((place) => place.endsWith(ACCOUNT)).length,
  )

  const asked = await client.erasures.begin({ entity: ACCOUNT, reason: `Asked for by ${ACCOUNT}` })
  const again = await client.erasures.begin({ entity: ACCOUNT, reason: 'Asked twice' })
  expect(again.id).toBe(asked.id)
  // Killed in the midst of it, the service goes on after the start.
  await until(async () => (await client.erasures.get(asked.id)).step !== '')
  haechi.child.kill('SIGKILL')
  await haechi.ended
  await start()
  await until(async () => (await client.erasures.get(asked.id)).state === 'done')
  const done = await client.erasures.get(asked.id)
  expect(done.counts).toMatchObject(counted)
  expect(done.counts['history rows']).toBeGreaterThan(own.length)

  // Only in the ids and words of others, which hold it or begin like it, may the name still be part of something.
  const left = await everywhere(MARKS)
  expect(left).toEqual([])
  await proveTheName()

  expect(await db('select id, verdict from haechi.decisions order by id')).toEqual(verdicts)
  for (const id of own) {
    const read = await client.decision(id)
    expect(read.event).toBeNull()
    expect(read.decision.actor).toBe(done.tombstone)
    expect((await client.explanation(id)).text).toContain(done.tombstone)
  }
  expect((await client.decision(about)).event).toMatchObject({
    ...{ actor: 'account:u2', target: done.tombstone },
    data: { text: `hello ${done.tombstone}, are you ${done.tombstone}?` },
  })
  expect((await client.decision(invited)).event?.data).toMatchObject({ invited_by: done.tombstone })
  for (const [i, id] of others.entries()) {
    const read = await client.decision(id)
    expect(read.decision.actor).toBe(OTHERS[i])
    expect(read.event?.data.text).toBe(`kept words of ${OTHERS[i]}`)
  }
  expect(await client.labels.find(ACCOUNT)).toEqual([])
  expect((await client.labels.find(OTHERS[0]!))[0]?.sources[0]?.source).toMatchObject({
    reason: 'kept reason',
  })
  await verify()

  haechi.child.kill('SIGKILL')
  await haechi.ended
  await start()
  await client.screen({
    type: 'chat.message',
    actor: 'account:u2',
    target: 'room:r1',
    data: { text: 'on we go' },
  })
  haechi.child.kill('SIGTERM')
  await haechi.ended
  await start()
  expect(await everywhere(MARKS)).toEqual([])
  await proveTheName()
  await verify()
}, 600_000)

/** The name alone: what holds it is taken out of the text first. */
async function proveTheName(): Promise<void> {
  const hidden = OTHERS.map((other) => other.slice('account:'.length)).filter((id) => id.includes(ID))
  const found = await everywhere([ID])
  const kept = await everywhere(hidden)
  // Every place with the name is one with the name of another that holds it.
  const placesOf = (list: readonly string[]) =>
    new Set(list.map((place) => place.replace(/: (\d+ rows with )?[^:]*$/, '')))
  expect([...placesOf(found)].filter((place) => !placesOf(kept).has(place))).toEqual([])
  const rows = await db<{ n: string }>(
    `select count(*) as n from haechi.decisions where $1 in (actor, target, session) or record like '%"' || $1 || '"%'`,
    [ACCOUNT],
  )
  expect(rows[0]!.n).toBe('0')
}

async function verify(): Promise<void> {
  const chain = await readChain(client)
  expect(await verifyChain(chain.entries, chain)).toMatchObject({ ok: true })
}

async function columnsOf(table: string): Promise<string[]> {
  const rows = await db<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = to_regclass('haechi.' || $1) and attnum > 0 and not attisdropped order by attnum`,
    [table],
  )
  return rows.map(({ name }) => name)
}
