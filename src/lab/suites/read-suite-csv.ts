import { csvRows } from '../../core/csv-rows.ts'
import { BadSuite, type Functionality, type SuiteCase } from './suite.ts'

const COLUMNS = {
  text: ['test_case', 'text', 'case'],
  expect: ['label_gold', 'expect', 'expected', 'label'],
  functionality: ['functionality', 'check', 'name'],
  id: ['case_id', 'id'],
  mustPass: ['must_pass'],
} as const

const VIOLATES = new Set(['hateful', 'violates', 'violating', 'harm', 'yes', 'true', '1'])
const FINE = new Set(['non-hateful', 'fine', 'clean', 'ok', 'no', 'false', '0'])
const YES = new Set(['yes', 'true', '1'])

/**
 * Reads a suite from CSV: HateCheck's columns (`functionality`, `case_id`, `test_case`, `label_gold`), or `functionality`,
 * `text`, `expect` (violates or fine) and perhaps `id` and `must_pass`. Source: P. Röttger et al., HateCheck, ACL 2021.
 */
export async function readSuiteCsv(name: string, text: string): Promise<Functionality[]> {
  let head: readonly string[] | undefined
  const found = new Map<string, { mustPass: boolean; cases: SuiteCase[] }>()
  for await (const row of csvRows([text])) {
    if ('bad' in row) throw new BadSuite(`${name}:${row.line}: ${row.bad}`)
    if (head === undefined) {
      head = row.fields.map((field) => field.trim().toLowerCase())
      continue
    }
    const cell = (column: keyof typeof COLUMNS): string | undefined => {
      const at = head!.findIndex((heading) => (COLUMNS[column] as readonly string[]).includes(heading))
      return at < 0 ? undefined : row.fields[at]
    }
    const shown = cell('text')
    const expect = cell('expect')?.trim().toLowerCase() ?? ''
    if (shown === undefined)
      throw new BadSuite(
        `${name} has no column "text" (or "test_case"); a suite has text, expect and functionality`,
      )
    if (!VIOLATES.has(expect) && !FINE.has(expect))
      throw new BadSuite(
        `${name}:${row.line}: what is expected is neither "violates" nor "fine"; write one of them into the column "expect"`,
      )
    const key = cell('functionality')?.trim() || 'all'
    const own = found.get(key) ?? { mustPass: false, cases: [] }
    found.set(key, own)
    if (YES.has(cell('mustPass')?.trim().toLowerCase() ?? '')) own.mustPass = true
    own.cases.push({
      id: (cell('id') ?? String(row.line)).slice(0, 60),
      text: shown,
      violates: VIOLATES.has(expect),
    })
  }
  return [...found].map(([key, own]) => ({ name: key.slice(0, 80), ...own }))
}
