import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ErasureRecord } from '../src/access/ports.ts'
import type { EntityRef } from '../src/core/entity.ts'
import { decisionIds } from '../src/core/id.ts'
import { idFrom, uuidOf } from '../src/core/ids.ts'
import { FLOOD, FLOOD_GUARD } from '../src/signals/hash/banks/flood.ts'
import { hashOf, hex } from '../src/signals/hash/banks/match-banks.fixture.ts'
import type { SeenFile } from '../src/signals/hash/banks/ports.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { BY_HAND, connectionOf, freshFolder, removeFolder, sql } from './store-tools.fixture.ts'

let folder: string
let store: Store
const ids = decisionIds()
const POLICY = 'harassment.insult'
const guard = { ...FLOOD_GUARD, jobs: () => ({ queue: 'default', policy: `${POLICY}@1` }) }
/** Known senders that a bank of so few members needs. */
const LEAST = 7

beforeAll(async () => {
  folder = freshFolder()
  store = await openStore({ dataDir: folder, retentionEveryMs: BY_HAND }, { log: () => undefined })
})
afterAll(async () => {
  await store?.close()
  removeFolder(folder)
})

const db = <Row extends object>(text: string, values: unknown[] = []) =>
  sql<Row & Record<string, unknown>>(connectionOf(folder), text, values)

let made = 0
let bank: { readonly name: string; readonly number: number; readonly member: number }
beforeEach(async () => {
  const name = `bank${++made}`
  const hash = { type: 'pdq', value: hex(hashOf(made)) } as const
  const { member } = await store.hashBanks.add(name, hash, 'tests', 'by hand', Date.now())
  const { number } = (await store.hashBanks.banks()).find((one) => one.name === name)!
  bank = { name, number, member }
})

let files = 0
const digits = () => (++files).toString(16).padStart(64, '0')

/** A file that an event of somebody names and the member matches; undefined: an event without an actor. */
async function sent(actor: string | undefined): Promise<SeenFile> {
  const { decision, event, ...rest } = entryOf(undefined, { actor: actor ?? 'account:nobody' })
  if (actor === undefined) {
    delete decision.actor
    delete event.actor
  }
  await store.decisions.append({ ...rest, decision, event })
  return {
    ...{ sha256: digits(), decision: decision.decision, sender: decision.actor, atMs: Date.now() },
    ...{ banks: [bank.number], matches: [{ bank: bank.number, member: bank.member }], repeated: false },
  }
}

/** Files of these senders, one after another, all told at once or one by one. */
async function match(actors: readonly (string | undefined)[], atOnce = true): Promise<SeenFile[]> {
  const seen: SeenFile[] = []
  for (const actor of actors) seen.push(await sent(actor))
  if (atOnce) await store.hashBanks.note(seen, guard)
  else for (const one of seen) await store.hashBanks.note([one], guard)
  return seen
}

/** Files that match nothing. */
const others = (many: number) =>
  store.hashBanks.note(
    Array.from({ length: many }, () => ({
      ...{ sha256: digits(), decision: undefined, sender: undefined, atMs: Date.now() },
      ...{ banks: [bank.number], matches: [], repeated: false },
    })),
    guard,
  )

const state = async () => (await store.hashBanks.member(bank.name, bank.member))!.state
const weight = async () =>
  (
    await db<{ weight: number; counted: number }>(
      `select flood_weight as weight,
        (select count(*)::int4 from haechi.hash_matches h where h.member = m.id and counted) as counted
       from haechi.hash_members m where id = $1`,
      [bank.member],
    )
  )[0]!

let people = 0
const newcomers = (many: number) => Array.from({ length: many }, () => `account:new-${++people}`)

/** Accounts that sent a file so long ago. */
async function known(many: number, agoMs: number = FLOOD.knownAfterMs + 60_000): Promise<string[]> {
  const accounts = Array.from({ length: many }, () => `account:known-${++people}`)
  for (const actor of accounts) await used(actor, uuidOf(ids(Date.now() - agoMs)), agoMs)
  return accounts
}

async function used(actor: string, decision: string, agoMs: number): Promise<void> {
  const media = digits()
  const atMs = Date.now() - agoMs
  await db(
    `insert into haechi.media (id, kind, format, bytes, first_ms, last_ms) values ($1, 'image', 'png', 1, $2, $2)`,
    [media, atMs],
  )
  await db(
    `insert into haechi.media_uses (media, decision, world, severity, actor, at_ms, until_ms, lists, allowed)
     values ($1, $2, 'plaza', 'S4', $3, $4, $5, false, true)`,
    [media, decision, actor, atMs, Date.now() + 86_400_000],
  )
}

test.each([
  ['at once', true],
  ['one by one', false],
] as const)('of one account however many variants, told %s, count as one', async (_, atOnce) => {
  const [one] = await known(1)
  await match(Array(60).fill(one), atOnce)
  expect(await state()).toBe('active')
  expect(await weight()).toEqual({ weight: 1, counted: 1 })
  expect(await store.hashBanks.member(bank.name, bank.member)).toMatchObject({ matches: 60 })
  const listed = await store.hashBanks.matches(bank.member, 100)
  expect(listed.filter(({ counted }) => counted)).toHaveLength(1)
  expect(listed).toHaveLength(60)
  // Others count beside it, and one of them less is one too few.
  const more = await known(LEAST - 2)
  await match(more, atOnce)
  expect(await state()).toBe('active')
  await match([one, ...more], atOnce)
  expect(await state()).toBe('active')
  await match(await known(1), atOnce)
  expect(await state()).toBe('quarantined')
})

test('accounts that nobody knows from before are a quarter each', async () => {
  await match(newcomers(4 * LEAST - 1))
  expect(await weight()).toEqual({ weight: LEAST - 1 / 4, counted: 4 * LEAST - 1 })
  expect(await state()).toBe('active')
  await match(newcomers(1))
  expect(await state()).toBe('quarantined')
})

test('known is who sent a file a week ago that matched nothing', async () => {
  await match(await known(1, FLOOD.knownAfterMs - 60_000))
  expect(await weight()).toEqual({ weight: 1 / 4, counted: 1 })
  const prober = newcomers(1)[0]!
  const probe = uuidOf(ids(Date.now()))
  await used(prober, probe, FLOOD.knownAfterMs + 60_000)
  await db('insert into haechi.hash_matches (member, media, decision, at_ms) values (0, $1, $2, 0)', [
    Buffer.from(digits(), 'hex'),
    probe,
  ])
  await match([prober])
  expect(await weight()).toEqual({ weight: 2 / 4, counted: 2 })
  await match(await known(1))
  expect(await weight()).toEqual({ weight: 6 / 4, counted: 3 })
})

const strike = (account: string, more: Readonly<Record<string, unknown>>) => {
  const row = {
    ...{ id: uuidOf(ids(Date.now())), account, policy: `${POLICY}@1`, family: 'harassment', weight: 1 },
    ...{ at_ms: 0, taken_ms: 0, expires_ms: Date.now() + 86_400_000, ...more },
  }
  const columns = Object.keys(row)
  return db(
    `insert into haechi.strikes (${columns}) values (${columns.map((_, at) => `$${at + 1}`)})`,
    Object.values(row),
  )
}

test('accounts with a strike that a person gave and that stands do not count; other strikes change nothing', async () => {
  const struck = await known(2)
  const judged = uuidOf(ids(Date.now()))
  await strike(struck[0]!, { annotation: judged })
  await strike(struck[1]!, { by: 'ana' })
  await match(struck)
  expect(await weight()).toEqual({ weight: 0, counted: 0 })
  const fine = await known(4)
  await strike(fine[0]!, { rule: 'a.rule' })
  await strike(fine[1]!, { annotation: judged, expires_ms: Date.now() - 1 })
  await strike(fine[2]!, { annotation: judged, reversed_ms: 1 })
  await strike(fine[3]!, { rule: 'a.rule', by: 'ana', retroact: judged })
  await match(fine)
  expect(await weight()).toEqual({ weight: 4, counted: 4 })
})

test('what nobody sent by name never brings a member into quarantine', async () => {
  await match(Array(100).fill(undefined))
  // A file without a decision: of that, nobody could be told again.
  const loose = await match(await known(1).then(([one]) => [one]))
  expect(await weight()).toEqual({ weight: 1, counted: 1 })
  for (let at = 0; at < 100; at++)
    await store.hashBanks.note(
      [{ ...loose[0]!, sha256: digits(), decision: undefined, sender: `account:loose-${at}` as EntityRef }],
      guard,
    )
  expect(await state()).toBe('active')
  expect(await weight()).toEqual({ weight: 1, counted: 1 })
  expect(await store.hashBanks.member(bank.name, bank.member)).toMatchObject({ matches: 201 })
})

async function judged(file: SeenFile, choice: 'violates' | 'fine', policy = POLICY, marks: string[] = []) {
  const id = uuidOf(ids(Date.now()))
  await db(
    `insert into haechi.annotations (id, job, kind, stage, decision, item, world, policy, choice, reviewer, blind,
       probability, spent_ms, at_ms, batch)
     values ($1, $1, 'rule', 'first', $2, 'event:1', 'plaza', $3, $4, $1, false, 1, 1, 1, $1)`,
    [id, uuidOf(file.decision!), `${policy}@3`, choice],
  )
  for (const mark of marks)
    await db('insert into haechi.annotation_marks (annotation, mark, at_ms) values ($1, $2, 1)', [id, mark])
}

test('a member of which people upheld a match needs twice as many', async () => {
  const [first] = await match(await known(1))
  await judged(first!, 'violates')
  await match(await known(2 * LEAST - 2))
  expect(await state()).toBe('active')
  await match(await known(1))
  expect(await state()).toBe('quarantined')
})

test('what people found fine, took back, or found under another policy upholds nothing', async () => {
  const [first] = await match(await known(1))
  await judged(first!, 'fine')
  await judged(first!, 'violates', 'spam.links')
  await judged(first!, 'violates', POLICY, ['undone'])
  await judged(first!, 'violates', POLICY, ['agreed', 'overturned'])
  await match(await known(LEAST - 1))
  expect(await state()).toBe('quarantined')
})

test('where the evidence begins again, so do those who were counted', async () => {
  const one = await known(1)
  await match([...one, ...(await known(1))])
  expect(await weight()).toEqual({ weight: 2, counted: 2 })
  await others(5000)
  await match(one)
  expect(await weight()).toEqual({ weight: 1, counted: 1 })
  // In one call, too.
  const file = await sent(one[0])
  await store.hashBanks.note(
    [
      await sent((await known(1))[0]),
      ...Array.from({ length: 5000 }, () => ({ ...file, sha256: digits(), matches: [] })),
      file,
    ],
    guard,
  )
  expect(await weight()).toEqual({ weight: 1, counted: 1 })
  expect(
    await db('select from haechi.hash_matches where counted and media = $1', [
      Buffer.from(file.sha256, 'hex'),
    ]),
  ).toHaveLength(1)
})

test('an account that is erased leaves its name nowhere, and is still one sender', async () => {
  const [one] = await known(1)
  await match([one, ...(await known(2))])
  const askedMs = Date.now() - 60_000
  const id = idFrom<ErasureRecord['id']>('era', uuidOf(ids(askedMs)))
  const tombstone = `account:erased-${uuidOf(id)}` as EntityRef
  await store.erasures.create({
    ...{ id, entity: one as EntityRef, tombstone, reason: 'A test', by: 'tests', dry: false, askedMs },
  })
  while ((await store.erasures.work(Date.now())).more);
  expect(await store.erasures.get(id)).toMatchObject({ state: 'done' })
  for (const table of ['hash_matches', 'hash_members', 'media_uses'])
    expect(
      await db(`select from haechi.${table} t where position($1 in t::text) > 0`, [one]),
      table,
    ).toHaveLength(0)
  expect(await weight()).toEqual({ weight: 3, counted: 3 })
  await match([tombstone])
  expect(await weight()).toEqual({ weight: 3, counted: 3 })
  await match(await known(LEAST - 3))
  expect(await state()).toBe('quarantined')
})
