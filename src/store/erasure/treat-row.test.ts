import { expect, test } from 'vitest'
import { mentionsOf } from '../../core/mentions.ts'
import { type ErasedTable, OURS } from './erased-table.ts'
import { treatRow } from './treat-row.ts'

const TABLE: ErasedTable = {
  table: 'x',
  columns: {
    actor: 'ref',
    item: 'ref',
    body: { json: ['note'] },
    note: 'own',
    title: { own: '' },
    why: 'words',
    near: 'cleared',
    kind: OURS,
  },
}
const treat = (row: Record<string, string | null>, isOwn: boolean, ref = 'account:u1') =>
  treatRow(TABLE, row, isOwn, mentionsOf(ref), 'account:erased-1')

test('each column is treated as the table says', () => {
  const row = {
    actor: 'account:u1',
    item: 'account:u10',
    body: '{"target":"account:u1","note":"words","other":"account:u10"}',
    note: 'about account:u1',
    title: 'words',
    why: 'since account:u1 asked',
    near: '77',
    kind: 'account:u1',
  }
  expect(treat(row, true)).toEqual({
    actor: 'account:erased-1',
    body: '{"target":"account:erased-1","note":"","other":"account:u10"}',
    note: null,
    title: '',
    why: 'since account:erased-1 asked',
    near: null,
  })
  expect(treat(row, false)).toEqual({
    actor: 'account:erased-1',
    body: '{"target":"account:erased-1","note":"words","other":"account:u10"}',
    note: 'about account:erased-1',
    why: 'since account:erased-1 asked',
  })
})

test('a row that says nothing of the entity stays as it is, however its JSON is spaced', () => {
  expect(
    treat({ actor: 'account:u10', body: '{ "target" : "account:u10" }', near: null }, false),
  ).toBeUndefined()
})

test('keys of JSON objects, nested texts and escaped ids are found', () => {
  const ref = 'account:a"b\\c'
  const body = JSON.stringify({ [ref]: [{ deep: ref }], __proto__x: `see ${ref} now` })
  expect(JSON.parse(treat({ body }, false, ref)!.body!)).toEqual({
    'account:erased-1': [{ deep: 'account:erased-1' }],
    __proto__x: 'see account:erased-1 now',
  })
})
