import { expect, test } from 'vitest'
import { compareBackends, emptyTally } from './compare-backends.fixture.ts'
import { openSql } from './duckdb.fixture.ts'
import { SCOPE } from './random-history.fixture.ts'

test('rows, columns, SQL and the oracle agree on random rules and events', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32)
  const tally = emptyTally()
  const sql = await openSql(SCOPE)
  // Few events of many rules; then enough of them that columns are ordered by what was seen, and more than one batch.
  for (const [batch, rules, rows] of [
    [0, 150, 200],
    [1, 20, 10_000],
  ] as const)
    await compareBackends({ seed, batch, rules, rows, oracleRows: 40, sql }, tally)
  const { differences, ...figures } = tally
  console.log(`backends compared, seed ${seed}: ${JSON.stringify(figures)}`)
  expect(differences).toEqual([])
  // The rules say something: most are true of some events and false of others, and many can be written in SQL.
  expect(tally.telling / tally.rules).toBeGreaterThan(0.4)
  expect(tally.sqlRules / tally.rules).toBeGreaterThan(0.1)
})
