import { spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { bundleFixture } from './bundle.fixture.ts'
import { intoShadow, madeModel } from './lab-model.fixture.ts'
import { connectionOf, databaseUrlOf, freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

let folder: string
let store: Store
beforeAll(async () => {
  folder = freshFolder()
  store = await openStore({ dataDir: folder }, { log: () => undefined })
})
afterAll(async () => {
  await store?.close()
  removeFolder(folder)
})

const ROUNDS = 12
const EVENTS = 40
const model = madeModel('t')

test('killed at any moment, by whoever of several, each event is counted and drawn once, and no move is half done', {
  timeout: 600_000,
}, async () => {
  await intoShadow(store.models, model)
  const bundle = await bundleFixture('lab-child')
  const start = () => {
    const child = spawn(process.execPath, [bundle, databaseUrlOf(folder), model.id], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const open = new Promise((resolve) => child.stdout.once('data', resolve))
    const gone = new Promise((resolve) => child.once('exit', resolve))
    return { child, open, gone }
  }
  // The first to follow begins at its own now.
  const [first, second] = [start(), start()]
  await Promise.all([first.open, second.open])
  await until(async () => (await active()) === true)
  let running = [first, second]
  let sent = 0
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(
      Array.from({ length: EVENTS }, () =>
        // Two of each account.
        store.decisions.append(entryOf(`e${sent}`, { actor: `account:a${Math.floor(sent++ / 2)}` })),
      ),
    )
    const victim = running[round % 2]!
    // Chance decides where in its work it is.
    await new Promise((resolve) => setTimeout(resolve, 5 + ((round * 37) % 60)))
    victim.child.kill('SIGKILL')
    await victim.gone
    const next = start()
    running = running.map((one) => (one === victim ? next : one))
    await next.open
  }
  await until(async () => (await counted()) === sent)
  await until(async () => Number((await states())[0]?.through) === Number((await samples())[0]!.last))
  for (const { child, gone } of running) {
    child.kill('SIGKILL')
    await gone
  }
  expect(await counted()).toBe(sent)
  expect((await samples())[0]).toMatchObject({ count: String(sent / 2), accounts: String(sent / 2) })
  const jobs = await ask<{ count: string; decisions: string }>(
    `select count(*), count(distinct id) as decisions from haechi.effects where body like '%probation:${model.id}%'`,
  )
  expect(jobs).toEqual([{ count: String(sent / 2), decisions: String(sent / 2) }])
  // Each state has its entry in the chain, and the other way round: the last one is of the last state.
  const entries = (await store.models.entries(model.id)).filter(({ kind }) => kind === 'probation')
  const said = entries.map(({ body }) => Number(body.through))
  expect(said).toEqual([...new Set(said)].sort((a, b) => a - b))
  expect(said.at(-1)).toBe(Number((await states())[0]!.through))
})

const ask = <Row extends object>(text: string) =>
  sql<Row & Record<string, unknown>>(connectionOf(folder), text)
const counted = async () =>
  Number((await ask<{ sum: string | null }>(`select sum(count) from haechi.lab_counts`))[0]!.sum)
const samples = () =>
  ask<{ count: string; accounts: string; last: string | null }>(
    'select count(*), count(distinct account) as accounts, max(number) as last from haechi.lab_samples',
  )
const states = () => ask<{ through: string }>('select through from haechi.lab_states')
const active = async () => (await ask<{ active: boolean }>('select active from haechi.lab_cursor'))[0]!.active
