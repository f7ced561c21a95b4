import type { ImportRow } from '../../api/contract/lab-data.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import { CliFailure } from '../failure.ts'
import type { LabelledData } from '../learner/read-data.ts'
import { importableRow } from './importable-row.ts'

/** The share of rows that is taken for a mistake about the file as a whole. */
const MOST_BAD = 0.02
const SHOWN = 10

/** The rows of files as they are sent. Lists on stderr those that cannot be. Throws CliFailure when they are many. */
export async function importableRows(
  { stderr }: Pick<CliAdapters, 'stderr'>,
  { files }: LabelledData,
  skipBad: boolean,
): Promise<{ rows: ImportRow[]; warnings: string[] }> {
  const rows: ImportRow[] = []
  const bad: string[] = []
  const left = new Map<string, number>()
  for (const { name, rows: own } of files)
    for (const labelled of own) {
      const row = importableRow(name, labelled, (role) => {
        const key = `${name} ${role}`
        left.set(key, (left.get(key) ?? 0) + 1)
      })
      if ('why' in row) bad.push(`${name}:${labelled.line}: ${row.why}`)
      else rows.push(row)
    }
  if (bad.length > 0) {
    const more = bad.length > SHOWN ? `  and ${bad.length - SHOWN} more\n` : ''
    const shown = bad.slice(0, SHOWN).map((line) => `  ${line}\n`)
    await stderr.write(`${counted(bad.length, 'row')} cannot be sent:\n${shown.join('')}${more}`)
    if (!skipBad && bad.length > MOST_BAD * (rows.length + bad.length))
      throw new CliFailure(
        'usage',
        'More than 2 % of the rows cannot be sent; mend the file, or pass --skip-bad',
      )
  }
  if (rows.length === 0) throw new CliFailure('usage', 'No row is left to send')
  const warnings = [...left].map(([key, count]) => {
    const [role] = key.split(' ').slice(-1)
    return `${key.slice(0, -role!.length - 1)}: the ${role} of ${counted(count, 'row')} could not be read and was left out.`
  })
  if (bad.length > 0) warnings.push(`${counted(bad.length, 'row')} could not be sent and were left out.`)
  return { rows, warnings }
}
