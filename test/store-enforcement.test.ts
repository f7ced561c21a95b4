import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Effect } from '../src/core/effect.ts'
import type { EntityRef } from '../src/core/entity.ts'
import { type DecisionId, decisionIds } from '../src/core/id.ts'
import type { AnnotationId, AppealId, JobId } from '../src/core/ids.ts'
import type { Verdict } from '../src/core/verdict.ts'
import { AccountModel, type ModelOp } from '../src/enforcement/account-model.fixture.ts'
import {
  enforcementPack,
  histories,
  ledgerParts,
  MINUTE_MS,
  rowOf,
  rulesOf,
} from '../src/enforcement/history.fixture.ts'
import type { OutboxEffect, OutMessage } from '../src/enforcement/ledger/ports.ts'
import { effectsWork, tickWork } from '../src/enforcement/ledger-work.ts'
import type { EnforcementLog } from '../src/enforcement/log/ports.ts'
import { strikeSum } from '../src/enforcement/strike-sum.ts'
import { labelChanges } from '../src/engine/label-changes.ts'
import type { Entry } from '../src/engine/ports.ts'
import { followEffects } from '../src/store/effects/follow-effects.ts'
import { writeLater } from '../src/store/effects/write-later.ts'
import { decideAppeals } from '../src/store/enforcement/decide-appeals.ts'
import { enforcementLog } from '../src/store/enforcement/enforcement-log.ts'
import { takeEnforcements } from '../src/store/enforcement/take-enforcements.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { healthWatch } from '../src/store/health-watch.ts'
import { inTransaction } from '../src/store/in-transaction.ts'
import { openNames } from '../src/store/names.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { connectionOf, freshFolder, removeFolder, sql } from './store-tools.fixture.ts'

const dataDir = freshFolder()
const pack = enforcementPack()
const parts = ledgerParts(pack)
const ids = decisionIds()
let store: Store
let pool: pg.Pool
let log: EnforcementLog
const opened: Record<string, unknown>[] = []

/** What would be sent, kept in a table so that it goes with the transaction; twice the same key is a fault. */
async function queueMessages(client: pg.ClientBase, messages: readonly OutMessage[]): Promise<void> {
  for (const { type, target, key, data, notBeforeMs } of messages)
    await client.query(
      'insert into told (type, target, key, data, not_before_ms) values ($1, $2, $3, $4, $5)',
      [...[type, target, key, JSON.stringify(data), notBeforeMs]],
    )
}

const ledger = { ids, queueMessages }

beforeAll(async () => {
  store = await openStore({ dataDir }, { log: () => undefined })
  pool = new pg.Pool({ ...connectionOf(dataDir), max: 6 })
  pool.on('error', () => undefined)
  await pool.query(
    `create table told (n int generated always as identity, type text, target text, key text unique, data json, not_before_ms int8)`,
  )
  const health = healthWatch({
    clock: { now: () => Date.now() },
    log: () => undefined,
    probe: () => pool.query('select 1'),
    hasRoom: () => true,
  })
  log = enforcementLog(pool, health, {
    ...ledger,
    names: await openNames(pool),
    openJobs: async (_, drafts) => void opened.push(...(drafts as unknown as Record<string, unknown>[])),
  })
})

afterAll(async () => {
  await pool?.end()
  await store?.close()
  removeFolder(dataDir)
})

const taker = takeEnforcements({ ...ledger, effectsWork: (rows, nowMs) => effectsWork(parts, rows, nowMs) })
const tick = (nowMs: number) => log.tick((appeals) => tickWork(parts, appeals, nowMs), nowMs)

class Crash extends Error {}

/** A batch as the follower hands it over; when it crashes, nothing has happened and it comes again. */
async function take(rows: readonly OutboxEffect[], nowMs: number, crashes: boolean): Promise<void> {
  const once = (dies: boolean) =>
    inTransaction(pool, async (client) => {
      await taker(client, rows, nowMs)
      if (dies) throw new Crash()
    })
  if (crashes)
    await once(true).catch((fault: unknown) => {
      if (!(fault instanceof Crash)) throw fault
    })
  await once(false)
}

let accounts = 0
const newAccount = () => `account:p${++accounts}` as EntityRef
const page = { worlds: null, before: undefined, limit: 1000 }

async function standsAt(account: EntityRef, nowMs: number) {
  const found = await log.find({ entity: account }, page)
  const standing = await log.standing([account], nowMs)
  return {
    inForce: found
      .filter(({ state }) => state === 'applied')
      .map(({ name, untilMs }) => `${name} ${untilMs ?? Number.POSITIVE_INFINITY}`)
      .sort(),
    states: found.map(({ state }) => state).sort(),
    sum: strikeSum(
      standing,
      pack.strikes.foldMs,
      { withinMs: Number.POSITIVE_INFINITY, families: undefined },
      nowMs,
    ),
  }
}

/** The same decisions for another account. */
function apart(op: ModelOp, account: number): ModelOp {
  return { ...op, decision: op.decision + 100 * account }
}

test('accounts in Postgres stand where the simplest model says, whatever the batches, crashes and clocks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(histories, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 })), {
        minLength: 2,
        maxLength: 3,
      }),
      async (all) => {
        const players = all.map(([history, cuts]) => {
          const account = newAccount()
          return { history, cuts, account, number: accounts, model: new AccountModel(rulesOf(pack)) }
        })
        let nowMs = 1_750_000_000_000
        let batch: OutboxEffect[] = []
        const longest = Math.max(...all.map(([history]) => history.length))
        for (let i = 0; i < longest; i++) {
          for (const { history, account, number, model } of players) {
            const op = history[i] && apart(history[i]!, number)
            if (op === undefined || op.kind === 'wait') continue
            batch.push(rowOf(op, nowMs, account)!)
            model.do(op, nowMs)
          }
          const wait = players.map(({ history }) => history[i]).find((op) => op?.kind === 'wait')
          if (wait !== undefined || players[0]!.cuts[i]) {
            await take(batch, nowMs, players[1]!.cuts[i] === true)
            batch = []
          }
          if (wait !== undefined) {
            nowMs += wait.ms ?? MINUTE_MS
            await tick(nowMs)
            for (const { model } of players) model.expire(nowMs)
          }
        }
        await take(batch, nowMs, true)
        for (const { account, model } of players) {
          const stands = await standsAt(account, nowMs)
          expect(stands.inForce).toEqual(model.inForce(nowMs))
          expect(stands.sum).toBe(model.sum(nowMs))
          expect(stands.states).toEqual(model.held.map(({ state }) => state).sort())
          const told = await sql<{ sequence: number; state: string; id: string }>(
            connectionOf(dataDir),
            `select (data->>'sequence')::int as sequence, data->>'state' as state, data->>'id' as id from told
             where target = $1 and type like 'enforcement.%' order by n`,
            [account],
          )
          // Whoever believes the latest message about each has the truth.
          expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, i) => i + 1))
          const believed = new Map(told.map(({ id, state }) => [id, state]))
          const found = await log.find({ entity: account }, page)
          expect(believed).toEqual(new Map(found.map(({ id, state }) => [id, state])))
        }
      },
    ),
    { numRuns: 25 },
  )
})

/** A decision with these effects, stored as the engine stores it. */
async function decided(
  effects: readonly Effect[],
  more: { readonly actor?: EntityRef; readonly verdict?: Verdict; readonly nowMs?: number } = {},
): Promise<DecisionId> {
  const nowMs = more.nowMs ?? Date.now()
  const base = entryOf(`e-${ids(nowMs)}`, {
    actor: more.actor ?? 'account:u1',
    text: 'you secret dunderhead',
    fired: true,
  })
  const decision = {
    ...base.decision,
    effects: [...effects],
    verdict: more.verdict ?? 'mask',
    reasons: [
      {
        rule: 'chat.insult',
        policy: 'harassment.insult@3',
        severity: 'S3' as const,
        saw: {},
        spans: [[11, 21]] as [number, number][],
      },
    ],
  }
  const entry: Entry = { ...base, decision, labels: [...labelChanges(decision)] }
  await store.decisions.append(entry)
  return decision.decision
}

const follow = async (nowMs = Date.now(), takers = [taker]) => {
  const names = await openNames(pool)
  while ((await followEffects({ pool, names, takers }, 100, nowMs)) > 0);
}

const mark = { rule: 'chat.insult', policy: 'harassment.insult@3' }

test('a statement says what, why, where, until when and how to appeal, in both languages, and never the content', async () => {
  const account = newAccount()
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const decision = await decided(
    [
      { kind: 'enforcement', ...mark, target: account, enforcement: 'mute', until },
      { kind: 'notice', ...mark, target: account },
    ],
    { actor: account },
  )
  await follow()
  const given = await log.statements({ account: account }, page)
  expect(given.map(({ kind }) => kind).sort()).toEqual(['enforcement', 'notice'])
  const statement = given.find(({ kind }) => kind === 'enforcement')!
  const { texts, dsa, event } = statement.body
  expect(texts.en).toContain('Muted')
  expect(texts.en).toContain('“Insult” (harassment.insult@3)')
  expect(texts.en).toContain('Please be kind.')
  expect(texts.en).toContain('characters 12 to 21')
  expect(texts.en).toContain('by automated means alone')
  expect(texts.en).toContain(`until ${until.slice(0, 16).replace('T', ' ')} UTC`)
  expect(texts.ko).toContain('음소거')
  expect(texts.ko).toContain('이의 제기')
  expect(event).toMatchObject({ type: 'chat.message', field: 'text', spans: [[11, 21]] })
  expect(dsa).toMatchObject({
    decision_provision: 'DECISION_PROVISION_PARTIAL_SUSPENSION',
    automated_detection: 'Yes',
    automated_decision: 'AUTOMATED_DECISION_FULLY',
    source_type: 'SOURCE_VOLUNTARY',
  })
  expect(statement.appealUntilMs! - statement.atMs).toBe(184 * 86_400_000)
  expect(JSON.stringify(given)).not.toContain('dunderhead')
  for (const { body } of given) expect(JSON.stringify(body)).not.toContain(account)
  expect(given.find(({ kind }) => kind === 'notice')!.body.texts.en).toContain('masked')
  const told = await sql(
    connectionOf(dataDir),
    `select key from told where data->>'decision' = $1 order by key`,
    [decision],
  )
  expect(told).toHaveLength(3)
})

test('an item’s statement goes to who put it up, and never to who reported it', async () => {
  const account = newAccount()
  const item = 'item:i1' as EntityRef
  await decided([{ kind: 'enforcement', ...mark, target: item, enforcement: 'remove' }], { actor: account })
  await follow()
  expect((await log.find({ entity: item, states: ['applied'] }, page)).map((one) => one.account)).toEqual([
    account,
  ])
  expect(await log.statements({ account: account }, page)).toHaveLength(1)
  const reporter = newAccount()
  const row = rowOf(
    { kind: 'strike', decision: 7777, family: 'harassment', weight: 1, name: '', ms: null },
    Date.now(),
    reporter,
  )!
  const reported = 'item:i2' as EntityRef
  await take(
    [
      {
        ...row,
        type: 'user.report',
        effect: { kind: 'enforcement', ...mark, target: reported, enforcement: 'remove' },
      },
    ],
    Date.now(),
    false,
  )
  expect(await log.statements({ account: reporter }, page)).toEqual([])
  expect(await log.find({ entity: reported, states: ['applied'] }, page)).toHaveLength(1)
})

test('the same effects are carried out once, whoever crashes and however many follow at once', async () => {
  const account = newAccount()
  for (let i = 0; i < 30; i++)
    await decided([{ kind: 'strike', ...mark, target: account, weight: 0.01 }], { actor: account })
  let crashes = 0
  const flaky: typeof taker = async (client, rows, nowMs) => {
    await taker(client, rows, nowMs)
    if (++crashes % 2 === 1) throw new Crash()
  }
  const names = await openNames(pool)
  const runner = async () => {
    while ((await log.strikes({ account: account }, page)).length < 30)
      await followEffects({ pool, names, takers: [flaky] }, 4, Date.now()).catch((fault: unknown) => {
        // What another one has changed meanwhile is read again.
        if (!(fault instanceof Crash) && (fault as { code?: string }).code !== '40001') throw fault
      })
  }
  await Promise.all([runner(), runner(), runner()])
  expect(crashes).toBeGreaterThan(8)
  expect(await log.strikes({ account: account }, page)).toHaveLength(30)
})

test('no effect is missed where numbers of the outbox get a digit more', async () => {
  const account = newAccount()
  const decision = await decided([{ kind: 'notice', ...mark, target: account }], { actor: account })
  await follow()
  // A session of its own: others have numbers in hand.
  const client = new pg.Client(connectionOf(dataDir))
  await client.connect()
  await client.query(`select setval('haechi.effect_seq', 99995)`)
  const strikes = Array.from({ length: 12 }, () => ({
    decision,
    effect: { kind: 'later-strike' as const, policy: mark.policy, target: account, weight: 0.01 },
  }))
  await writeLater(client, strikes)
  await client.end()
  const names = await openNames(pool)
  while ((await followEffects({ pool, names, takers: [taker] }, 3, Date.now())) > 0);
  expect(await log.strikes({ account: account }, page)).toHaveLength(12)
})

test('a delayed enforcement and its statement wait for a time between the shortest and the longest', async () => {
  const account = newAccount()
  const decision = await decided([{ kind: 'enforcement', ...mark, target: account, enforcement: 'slow' }], {
    actor: account,
  })
  const nowMs = Date.now()
  await follow(nowMs)
  const told = await sql<{ wait: string }>(
    connectionOf(dataDir),
    `select not_before_ms - $2::int8 as wait from told where data->>'decision' = $1`,
    [decision, nowMs],
  )
  expect(told.map(({ wait }) => Number(wait))).toEqual([2 * 3_600_000, 2 * 3_600_000])
})

/** What a run of a rule over the past asked for, and takes back. */
test('effects of rules applied to the past are carried out and taken back', async () => {
  const account = newAccount()
  const retroactive = `t-${ids(Date.now()).slice(2)}` as never
  const effects: Effect[] = [
    { kind: 'enforcement', ...mark, retroactive, target: account, enforcement: 'suspend' },
    { kind: 'strike', ...mark, retroactive, target: account, weight: 3 },
  ]
  const live = await decided([{ kind: 'enforcement', ...mark, target: account, enforcement: 'suspend' }], {
    actor: account,
  })
  const decision = await decided(effects, { actor: account })
  await follow()
  const inForce = (await standsAt(account, Date.now())).inForce
  expect(inForce.map((one) => one.split(' ')[0])).toEqual(['mute', 'suspend'])
  await inTransaction(pool, async (client) => {
    for (const effect of effects)
      await client.query(
        `insert into haechi.effects (id, keep, ordinal, body) select id, keep, -1, $2 from haechi.decisions where id = $1`,
        [decision.slice(2), JSON.stringify({ ...effect, reverses: true })],
      )
  })
  await follow()
  const left = await standsAt(account, Date.now())
  expect(left.inForce).toEqual(['suspend Infinity'])
  expect(left.sum).toBe(0)
  expect(
    (await log.find({ entity: account, states: ['applied'] }, page))[0]!.causes.filter(
      ({ reversedMs }) => reversedMs === undefined,
    ),
  ).toMatchObject([{ decision: live }])
})

test('a decision taken back takes its labels along, and other processes learn of it', async () => {
  const account = newAccount()
  const label = { kind: 'label' as const, ...mark, target: account, label: 'insulter' }
  const far = new Date(Date.now() + 86_400_000).toISOString()
  const first = await decided([{ ...label, until: far }], { actor: account })
  const second = await decided([label], { actor: account })
  const other = await decided([{ ...label, rule: 'chat.other', label: 'watched' }], { actor: account })
  const since = await store.labels.load(() => undefined)
  const reverse = async (decision: DecisionId) => {
    await inTransaction(pool, (client) =>
      writeLater(client, [{ decision, effect: { kind: 'reverse', policy: mark.policy, why: 'wrong' } }]),
    )
    await follow()
  }
  // The rule's earlier word stands again.
  await reverse(second)
  const borne = await store.labels.borneBy(account, Date.now())
  expect(borne.map(({ label, untilMs }) => [label, untilMs])).toEqual([
    ['insulter', Date.parse(far)],
    ['watched', undefined],
  ])
  await reverse(first)
  expect((await store.labels.borneBy(account, Date.now() + 1)).map(({ label }) => label)).toEqual(['watched'])
  const learnt: string[] = []
  await store.labels.changes(since, (change) => void (change.entity === account && learnt.push(change.label)))
  expect(learnt.filter((one) => one === 'insulter').length).toBeGreaterThanOrEqual(2)
  expect((await store.labels.history(account, 10)).map(({ source }) => source.kind)).toContain('reverse')
  await reverse(other)
  expect(await store.labels.borneBy(account, Date.now() + 1)).toEqual([])
})

const uuid = () => ids(Date.now()).slice(2)

/** A person's judgement as the tables have it. */
async function annotated(decision: DecisionId, kind: string, choice: string): Promise<AnnotationId> {
  const id = uuid()
  await pool.query(
    `insert into haechi.annotations (id, job, kind, stage, decision, item, world, policy, choice, reviewer, blind, probability, spent_ms, at_ms, batch)
     values ($1, $2, $3, 'first', $4, 'event:x', 'plaza', 'harassment.insult@3', $5, $6, false, 1, 1000, $7, $2)`,
    [id, uuid(), kind, decision.slice(2), choice, uuid(), Date.now()],
  )
  return `ann-${id}` as AnnotationId
}

async function appealed(account: EntityRef, decision: DecisionId, key: string, nowMs = Date.now()) {
  const about = (await log.appealed(account, decision))!
  const id = `app-${uuid()}` as AppealId
  const { statement, enforcement, world, policy } = about
  return log.file(
    {
      id,
      key,
      account,
      statement,
      decision,
      enforcement,
      world,
      policy,
      severity: 'S3',
      text: 'I was quoting',
      atMs: nowMs,
    },
    (facts) => ({
      id: 'job-x' as JobId,
      excluded: facts.judgedBy,
      appeal: facts.appeal.id,
      actor: facts.actor,
    }),
    { type: 'appeal.received', target: account, key: `${id}:received`, notBeforeMs: nowMs, data: {} },
    nowMs,
  )
}

test('an appeal that is overturned leaves the account as if the decision had never been, and marks who was wrong', async () => {
  while ((await tick(Date.now())) > 0);
  const account = newAccount()
  const decision = await decided(
    [
      { kind: 'enforcement', ...mark, target: account, enforcement: 'suspend' },
      { kind: 'strike', ...mark, target: account, weight: 3 },
      { kind: 'label', ...mark, target: account, label: 'insulter' },
      { kind: 'notice', ...mark, target: account },
    ],
    { actor: account },
  )
  await follow()
  expect((await standsAt(account, Date.now())).inForce.map((one) => one.split(' ')[0])).toEqual([
    'mute',
    'suspend',
  ])
  const wrong = await annotated(decision, 'rule', 'violates')
  const key = uuid()
  const filed = await appealed(account, decision, key)
  expect(filed.kind).toBe('filed')
  expect(await appealed(account, decision, key)).toMatchObject({
    kind: 'repeated',
    appeal: { id: filed.appeal.id },
  })
  expect(await appealed(account, decision, uuid())).toMatchObject({
    kind: 'double',
    appeal: { id: filed.appeal.id },
  })
  const reviewer = await sql<{ reviewer: string }>(
    connectionOf(dataDir),
    'select reviewer from haechi.annotations where id = $1',
    [wrong.slice(4)],
  )
  expect(opened).toHaveLength(1)
  expect(opened[0]).toMatchObject({
    excluded: [`usr-${reviewer[0]!.reviewer.replaceAll('-', '')}`],
    actor: account,
  })

  const truth = await annotated(decision, 'appeal', 'fine')
  const judged = [{ appeal: filed.appeal.id, outcome: 'overturned' as const, annotation: truth }]
  await inTransaction(pool, (client) => decideAppeals(client, judged, Date.now()))
  await inTransaction(pool, (client) => decideAppeals(client, judged, Date.now()))
  expect(await tick(Date.now())).toBe(1)
  expect(await tick(Date.now())).toBe(0)
  const stands = await standsAt(account, Date.now())
  expect(stands).toEqual({ inForce: [], states: ['reversed', 'reversed'], sum: 0 })
  expect(await store.labels.borneBy(account, Date.now() + 1)).toEqual([])
  const marks = await sql(
    connectionOf(dataDir),
    'select mark from haechi.annotation_marks where annotation = any($1::uuid[]) order by mark',
    [[wrong.slice(4), truth.slice(4)]],
  )
  expect(marks).toEqual([{ mark: 'overturned' }, { mark: 'truth' }])
  const corrections = (await log.statements({ account: account }, page)).filter(
    ({ kind }) => kind === 'correction',
  )
  expect(corrections).toMatchObject([{ appeal: filed.appeal.id, body: { outcome: 'overturned' } }])
  expect(corrections[0]!.body.texts.en).toContain('you were right')
  expect(corrections[0]!.body.about).toHaveLength(3)
  expect(await log.appeal(filed.appeal.id)).toMatchObject({ state: 'overturned', annotation: truth })
  const told = await sql<{ outcome: string }>(
    connectionOf(dataDir),
    `select data->>'outcome' as outcome from told where type = 'appeal.decided' and target = $1`,
    [account],
  )
  expect(told).toEqual([{ outcome: 'overturned' }])
})

test('an appeal that is upheld changes nothing, and says so', async () => {
  const account = newAccount()
  const decision = await decided(
    [{ kind: 'enforcement', ...mark, target: account, enforcement: 'suspend' }],
    { actor: account },
  )
  await follow()
  const filed = await appealed(account, decision, uuid())
  const annotation = await annotated(decision, 'appeal', 'violates')
  await inTransaction(pool, (client) =>
    decideAppeals(client, [{ appeal: filed.appeal.id, outcome: 'upheld', annotation }], Date.now()),
  )
  await tick(Date.now())
  expect((await standsAt(account, Date.now())).inForce).toEqual(['suspend Infinity'])
  const [latest] = await log.statements({ account: account }, page)
  expect(latest).toMatchObject({ kind: 'appeal', body: { outcome: 'upheld' } })
})

test('strikes are counted account by account, whatever the size of the slices', async () => {
  const found: number[] = []
  await log.eachAccount(Date.now(), (strikes) => {
    expect(new Set(strikes.map(({ account }) => account)).size).toBe(1)
    found.push(strikes.length)
  })
  const rows = await sql<{ n: string }>(
    connectionOf(dataDir),
    `select count(*) as n from haechi.strikes where reversed_ms is null and expires_ms > $1 group by account`,
    [Date.now()],
  )
  expect(found.sort()).toEqual(rows.map(({ n }) => Number(n)).sort())
})
