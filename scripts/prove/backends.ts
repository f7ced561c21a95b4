import { compareBackends, emptyTally } from '../../src/rules/differential/compare-backends.fixture.ts'
import { openSql } from '../../src/rules/differential/duckdb.fixture.ts'
import { SCOPE } from '../../src/rules/differential/random-history.fixture.ts'
import type { Proof } from './proof.ts'

/** Rules, and events, of one batch: enough events that a rule's compilation is not what takes the time. */
const RULES = 600
const ROWS = 12_000
/** The oracle walks the tree and is slow: it judges a sample. */
const ORACLE_ROWS = 60

export const backends: Proof = {
  name: 'backends',
  summary: 'stateless judging: columns, SQL and (on a sample) the oracle say what the row program says',
  async open() {
    const sql = await openSql(SCOPE)
    return async (seed, batch) => {
      const tally = emptyTally()
      await compareBackends({ seed, batch, rules: RULES, rows: ROWS, oracleRows: ORACLE_ROWS, sql }, tally)
      const { differences, ...figures } = tally
      return {
        evaluations: tally.columnPairs + tally.sqlPairs + tally.oraclePairs,
        figures: { ...figures },
        differences,
      }
    }
  },
}
