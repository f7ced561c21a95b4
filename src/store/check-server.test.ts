import { expect, test } from 'vitest'
import { CannotOpen } from './cannot-open.ts'
import { checkServer } from './check-server.ts'

const GOOD = { number: 150_000, version: '15.0', encoding: 'UTF8', fsync: 'on' }

test('Postgres 15 is old enough, 14 is too old and told so', () => {
  expect(checkServer(GOOD)).toEqual([])
  expect(() => checkServer({ ...GOOD, number: 140_013, version: '14.13' })).toThrow(CannotOpen)
  expect(() => checkServer({ ...GOOD, number: 140_013, version: '14.13' })).toThrow(
    'The database is Postgres 14.13; Haechi needs 15 or later.',
  )
})

test('another encoding than UTF-8 is refused', () => {
  expect(() => checkServer({ ...GOOD, encoding: 'SQL_ASCII' })).toThrow(/SQL_ASCII.*createdb/)
})

test('fsync off is warned of', () => {
  expect(checkServer({ ...GOOD, fsync: 'off' })).toEqual([expect.stringContaining('fsync off')])
})
