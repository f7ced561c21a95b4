import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openHistory } from '../src/history/open-history.ts'
import { SMALL_PACK } from '../src/pack/small-pack.fixture.ts'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { writePack } from './api-service.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi } from './haechi-process.fixture.ts'
import { until } from './store-tools.fixture.ts'

let dir: string
let haechi: HaechiProcess | undefined

afterEach(async () => {
  haechi?.child.kill('SIGTERM')
  await haechi?.ended
  rmSync(dir, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}, prepare: (data: string) => void = () => {}) {
  dir = mkdtempSync(join(tmpdir(), 'haechi-service-'))
  writePack(join(dir, 'pack'), SMALL_PACK)
  prepare(join(dir, 'data'))
  haechi = await startHaechi(await freePort(), join(dir, 'data'), join(dir, 'pack'), env)
  return haechi
}

async function send(count: number, name: string): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const response = await fetch(`${haechi!.url}/v1/screen`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: `${name}-${i}`,
        type: 'chat.message',
        actor: 'account:u1',
        data: { text: `${name} ${i}` },
      }),
    })
    expect(response.status).toBe(200)
    ids.push(((await response.json()) as { decision: string }).decision)
  }
  return ids
}

async function idsIn(): Promise<string[]> {
  const history = await openHistory(join(dir, 'data', 'history'))
  const ids: string[] = []
  for await (const { blocks } of history.readBlocks({ types: new Map([['chat.message', {}]]) }))
    for (const block of blocks) for (let row = 0; row < block.rows; row++) ids.push(block.id(row))
  history.close()
  return ids
}

async function notes(): Promise<string[]> {
  const response = await fetch(`${haechi!.url}/readyz`)
  expect(response.status).toBe(200)
  return ((await response.json()) as { notes: string[] }).notes
}

test('what a service decides is in the history soon, and a change of the pack changes its columns', async () => {
  await start()
  const ids = await send(20, 'first')
  await until(async () => (await idsIn()).length >= 20)
  expect(await idsIn()).toEqual(ids)
  // The thread that exports tells the service a moment after its files are there.
  await until(async () => {
    const headers = { authorization: `Bearer ${ADMIN_KEY}` }
    const metrics = await fetch(`${haechi!.url}/metrics`, { headers })
    return /^haechi_history_rows 20$/m.test(await metrics.text())
  })

  const text = SMALL_PACK['haechi.yaml']!.replace('      level:', '      mood: string\n      level:')
  writeFileSync(join(dir, 'pack', 'haechi.yaml'), text)
  await until(async () => {
    const body = { type: 'chat.message', actor: 'account:u1', data: { text: 'moody', mood: 'blue' } }
    const response = await fetch(`${haechi!.url}/v1/screen`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return response.ok
  })
  await until(async () => (await idsIn()).length >= 21)
  const history = await openHistory(join(dir, 'data', 'history'))
  const moods: unknown[] = []
  const types = new Map([['chat.message', { 'data.mood': 'string' }]])
  for await (const { blocks } of history.readBlocks({ types })) {
    const column = blocks[0]!.data('mood')
    if (column.kind === 'text') for (const code of column.codes) moods.push(column.words[code])
  }
  history.close()
  expect(moods).toEqual([...ids.map(() => undefined), 'blue'])
})

test('an export that cannot write says so, stops no screening, and catches up', async () => {
  const blocked = (data: string) => join(data, 'history', 'type=chat.message')
  await start({}, (data) => {
    mkdirSync(join(data, 'history'), { recursive: true })
    writeFileSync(blocked(data), 'a file where a folder should be')
  })
  const ids = await send(10, 'blocked')
  await until(async () =>
    (await notes()).some((note) => note.startsWith('The history is not exported just now')),
  )
  ids.push(...(await send(10, 'meanwhile')))
  rmSync(blocked(join(dir, 'data')))
  await until(async () => (await idsIn()).length >= 20)
  expect(await idsIn()).toEqual(ids)
  await until(async () => (await notes()).length === 0)
  expect(haechi!.output()).toContain('The history cannot be exported')
  await until(() => haechi!.output().includes('The history is exported again.'))
})

test('HAECHI_HISTORY=off keeps no history', async () => {
  await start({ HAECHI_HISTORY: 'off' })
  await send(3, 'off')
  expect(existsSync(join(dir, 'data', 'history'))).toBe(false)
})

test('another Haechi on the same folder exports nothing, and says who does', async () => {
  await start()
  const server = await startEmbedded(join(dir, 'other'), () => {})
  const { host, user, password, database } = server.connection
  const url = `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}`
  const second = await startHaechi(await freePort(), join(dir, 'data'), join(dir, 'pack'), {
    DATABASE_URL: url,
  })
  // Its thread asks for the folder beside the start.
  await until(() => second.output().includes('This process exports no history: another process does'))
  second.child.kill('SIGTERM')
  await second.ended
  await server.stop()
})
