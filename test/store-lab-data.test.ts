import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EntityRef } from '../src/core/entity.ts'
import { decisionIds } from '../src/core/id.ts'
import { idFrom, uuidOf } from '../src/core/ids.ts'
import type { Dataset, DatasetFacts } from '../src/lab/dataset/dataset.ts'
import type { ImportedRow, ImportId } from '../src/lab/dataset/ports.ts'
import { accountOf, factsOf, placed, rowOf } from '../src/lab/dataset/rows.fixture.ts'
import { verifyDataset } from '../src/lab/dataset/verify-dataset.ts'
import { Task } from '../src/lab/task.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { candidate } from './models.fixture.ts'
import { BY_HAND, connectionOf, freshFolder, removeFolder, sql } from './store-tools.fixture.ts'

let folder: string
let store: Store
const ids = decisionIds()
const DAY_MS = 86_400_000

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

function datasetOf(task: string, texts: readonly string[], more: Partial<DatasetFacts> = {}): Dataset {
  const rows = placed(
    texts.map((text, i) =>
      rowOf({
        ...{ text: `${task} ${text}`, violates: i % 2 === 1, source: `${task}.csv:${i + 2}`, blind: true },
        ...{ account: accountOf(`${task}-writer-${i}`), atMs: 1000 + i, world: 'plaza', language: 'ko' },
        ...{ surface: 'chat.message', accountAgeMs: i, probability: 0.5, design: 'daily', reviewer: 'usr-1' },
        ...{ decision: ids(Date.now()), policyVersion: 'harassment.insult@3' },
      }),
    ),
  )
  const files = [{ name: `${task}.csv`, sha256: '0'.repeat(64), rows: rows.length, encoding: 'utf-8' }]
  return { facts: factsOf(task, rows, { madeMs: Date.now(), files, ...more }), rows }
}

const allOf = async ({ facts }: Dataset): Promise<Dataset> => ({
  facts: (await store.labData.facts(facts.id))!,
  rows: await store.labData.rows(facts.id, 0, 1000),
})

async function erase(entity: string, dry = false): Promise<void> {
  const askedMs = Date.now() - 60_000
  const id = idFrom<Parameters<Store['erasures']['get']>[0]>('era', uuidOf(ids(askedMs)))
  await store.erasures.create({
    ...{ id, entity: entity as EntityRef, tombstone: `account:erased-${uuidOf(id)}` as EntityRef },
    ...{ reason: 'A test', by: 'tests', dry, askedMs },
  })
  while ((await store.erasures.work(Date.now())).more);
}

test('a task is kept with its defaults, and can be changed', async () => {
  const task = Task.parse({ name: 'chat_abuse' })
  await store.labData.saveTask(task, 'me', 1)
  await store.labData.saveTask({ ...task, seed: 7 }, 'me', 2)
  expect(await store.labData.task('chat_abuse')).toEqual({ ...task, seed: 7 })
  expect(await store.labData.task('nothing')).toBeUndefined()
  expect((await store.labData.tasks()).map(({ name }) => name)).toContain('chat_abuse')
})

describe('datasets', () => {
  test('are read back as they were saved, in pages, and once', async () => {
    const dataset = datasetOf('whole', ['one', 'two', 'three', 'four'])
    expect(await store.labData.save(dataset)).toBe(true)
    expect(await store.labData.save({ ...dataset, facts: { ...dataset.facts, by: 'another' } })).toBe(false)
    expect(await allOf(dataset)).toEqual(dataset)
    expect(await store.labData.rows(dataset.facts.id, 1, 2)).toEqual(dataset.rows.slice(1, 3))
    expect((await store.labData.list('whole', 10)).map(({ id }) => id)).toEqual([dataset.facts.id])
    expect(verifyDataset(await allOf(dataset))).toBeUndefined()
  })

  test('cannot be changed, and a change behind the back of the table is seen', async () => {
    const dataset = datasetOf('sealed', ['one', 'two', 'three', 'four'])
    await store.labData.save(dataset)
    const row = `hash = decode('${dataset.rows[1]!.hash}', 'hex')`
    for (const change of [
      `update haechi.lab_rows set violates = not violates where ${row}`,
      `delete from haechi.lab_rows where ${row}`,
      'update haechi.dataset_rows set split = 0',
      'delete from haechi.dataset_rows',
      `update haechi.datasets set facts = '{}'`,
    ])
      await expect(db(change)).rejects.toThrow('only added to')
    const around = (table: string, statement: string) =>
      db(`do $$ begin
        alter table haechi.${table} disable trigger only_added;
        ${statement};
        alter table haechi.${table} enable trigger only_added;
      end $$`)
    const flip = `update haechi.lab_rows set violates = not violates where ${row}`
    await around('lab_rows', flip)
    expect(verifyDataset(await allOf(dataset))).toContain('row 2')
    await around('lab_rows', flip)
    expect(verifyDataset(await allOf(dataset))).toBeUndefined()
    await around(
      'dataset_rows',
      `update haechi.dataset_rows set split = 2 where position = 0 and dataset =
         (select number from haechi.datasets where id = '${dataset.facts.id}')`,
    )
    expect(verifyDataset(await allOf(dataset))).toContain('placed anew')
  })

  test('an erasure leaves a tombstone and the id, and tells which datasets it touched', async () => {
    const first = datasetOf('erased', ['one', 'about account:erased-writer-3 too', 'three', 'four'])
    const second = datasetOf('untouched', ['one', 'two', 'three', 'four'])
    await store.labData.save(first)
    await store.labData.save(second)
    await erase('account:erased-writer-3')
    const { facts, rows } = await allOf(first)
    // By whom it is, and one that names them.
    expect(rows.map(({ text }) => text === undefined)).toEqual([false, true, false, true])
    expect(rows.map(({ account }) => account === undefined)).toEqual([false, true, false, true])
    expect(facts).toEqual({ ...first.facts, erased: 2 })
    expect(verifyDataset({ facts, rows })).toBeUndefined()
    const touched = await store.labData.datasetsWithErased()
    expect([touched.get(first.facts.id), touched.has(second.facts.id)]).toEqual([2, false])
    // The same row does not come back by being imported again.
    await store.labData.save({ facts: factsOf('again', first.rows), rows: first.rows })
    expect((await store.labData.rows(factsOf('again', first.rows).id, 3, 1))[0]!.text).toBeUndefined()
    const left = JSON.stringify(await db('select t::text from haechi.lab_rows t'))
    expect(left).toContain('erased-writer-2')
    expect(left).not.toContain('erased-writer-3')
  })

  test('an erasure flags the models that learnt from a row, and no others; a dry one flags none', async () => {
    const [own, other] = [datasetOf('learnt', ['one', 'two', 'three']), datasetOf('beside', ['one', 'two'])]
    const models = [own, other].map(({ facts }) => candidate(facts.task, 1, { dataset: facts.id }))
    for (const [i, dataset] of [own, other].entries()) {
      await store.labData.save(dataset)
      await store.models.register(models[i]!, { by: 'tests', body: {} }, Date.now())
    }
    const flagged = async () =>
      Promise.all(models.map(async ({ id }) => (await store.models.get(id))?.isTainted))
    await erase('account:learnt-writer-1', true)
    expect(await flagged()).toEqual([false, false])
    await erase('account:learnt-writer-1')
    expect(await flagged()).toEqual([true, false])
    expect((await store.models.entries(models[0]!.id)).at(-1)).toMatchObject({
      ...{ kind: 'taint', by: 'system', body: { dataset: own.facts.id } },
    })
  })

  test('a model that learnt while one of its rows was erased is flagged as it is registered', async () => {
    const dataset = datasetOf('meanwhile', ['one', 'two', 'three'])
    await store.labData.save(dataset)
    await erase('account:meanwhile-writer-1')
    const flagged = async (seed: number, rows: number) => {
      const model = candidate('meanwhile', seed, { dataset: dataset.facts.id })
      return (await store.models.register(model, { by: 'tests', body: { rows } }, Date.now())).isTainted
    }
    // Learnt after it from what was left, and before it from all.
    expect([await flagged(1, 2), await flagged(2, 3)]).toEqual([false, true])
  })

  test('text goes when its time is over, but not under a legal hold; rows of no dataset go soon', async () => {
    const madeMs = Date.now() - 1096 * DAY_MS
    const old = datasetOf('old', ['one', 'two', 'three'], { madeMs })
    await store.labData.save(old)
    const now = Date.now()
    await store.holds.set({
      ...{ id: idFrom('hld', uuidOf(ids(now))), entity: accountOf('old-writer-1'), reason: 'A case' },
      ...{ untilMs: undefined, setMs: now, setBy: 'tests', liftedMs: undefined, liftedBy: undefined },
    })
    await db(`insert into haechi.lab_rows (hash, text, labels, violates, source, blind, made_ms)
      values ('\\x00', 'of no dataset', '{}', false, 'x', false, ${now - 8 * DAY_MS})`)
    await store.retain(now)
    expect((await allOf(old)).rows.map(({ text }) => text)).toEqual([undefined, 'old two', undefined])
    expect(await db(`select from haechi.lab_rows where hash = '\\x00'`)).toEqual([])
    expect(verifyDataset(await allOf(old))).toBeUndefined()
  })

  test('of files of the same name those of the last import stand', async () => {
    const first = datasetOf('files', ['first one', 'first two'])
    const again = datasetOf('files', ['again one', 'again two', 'again three'])
    await store.labData.save(first)
    await store.labData.save(again)
    const texts: (string | undefined)[] = []
    for (let after = ''; ; ) {
      const page = await store.labData.importedOf('files', after, 2)
      texts.push(...page.map(({ text }) => text))
      if (page.length < 2) break
      after = page.at(-1)!.hash
    }
    expect(texts.sort()).toEqual(['files again one', 'files again three', 'files again two'])
  })

  test('suspects are kept in their order, and are gone with the row', async () => {
    const dataset = datasetOf('suspects', ['one', 'two', 'three'])
    await store.labData.save(dataset)
    const [one, two, three] = dataset.rows.map(({ hash }) => hash)
    await store.labData.saveSuspects(dataset.facts.id, [
      { row: one!, violates: false, score: 0.9, why: 'model' },
    ])
    await store.labData.saveSuspects(dataset.facts.id, [
      { row: three!, violates: false, score: 0.99, why: 'model' },
      { row: two!, violates: true, score: undefined, why: 'contradiction' },
    ])
    const { id } = dataset.facts
    expect(await store.labData.suspects(id, 1)).toEqual([
      {
        ...{ rank: 1, row: three, violates: false, score: 0.99, why: 'model', source: 'suspects.csv:4' },
        ...{ text: 'suspects three', decision: dataset.rows[2]!.decision, world: 'plaza' },
      },
    ])
    await erase('account:suspects-writer-2')
    expect((await store.labData.suspects(id, 9)).map(({ row, score }) => [row, score])).toEqual([
      [two, undefined],
    ])
  })
})

describe('imports', () => {
  const id = `imp-${'a'.repeat(32)}` as ImportId
  const record = { id, task: 'chat_abuse', by: 'me', body: '{}', total: 5 }
  const row = (n: number): ImportedRow => ({
    ...{ text: `text ${n}`, labels: ['a', 'b'], source: `f.csv:${n}`, world: 'plaza', surface: undefined },
    ...{ account: n === 1 ? accountOf('import-writer') : undefined, language: 'ko', atMs: n },
  })

  test('rows come in pieces, a piece that comes again is not added twice, and a gap is refused', async () => {
    expect(await store.labData.beginImport(record, 1)).toEqual({ ...record, received: 0 })
    expect(await store.labData.addRows(id, 0, [row(0), row(1)], 1)).toBe(2)
    expect(await store.labData.addRows(id, 0, [row(0), row(1), row(2)], 1)).toBe(3)
    expect(await store.labData.addRows(id, 4, [row(4)], 1)).toBe(3)
    await Promise.all([3, 3, 3].map((from) => store.labData.addRows(id, from, [row(3), row(4)], 1)))
    expect(await store.labData.beginImport(record, 2)).toEqual({ ...record, received: 5 })
    expect(await store.labData.importedRows(id, 0, 10)).toEqual([0, 1, 2, 3, 4].map(row))
    expect(await store.labData.importedRows(id, 3, 1)).toEqual([row(3)])
  })

  test('somebody who is erased meanwhile is in none of it', async () => {
    await erase('account:import-writer')
    expect((await store.labData.importedRows(id, 0, 10)).map(({ text }) => text)).not.toContain('text 1')
  })

  test('what was left lying goes', async () => {
    await store.labData.beginImport(record, Date.now() - 8 * DAY_MS)
    await store.retain(Date.now())
    await store.retain(Date.now())
    expect(await store.labData.import(id)).toBeUndefined()
  })
})
