import { type CsvRow, csvRows } from '../../core/csv-rows.ts'
import { describeColumn } from '../../lab/dataset/describe-column.ts'
import { CliFailure } from '../failure.ts'
import { decoded } from '../text/decoded.ts'
import { tellDelimiter } from '../text/tell-delimiter.ts'
import { tsvRows } from '../text/tsv-rows.ts'
import { type FactRole, factColumns, rolesOf } from './column-roles.ts'
import { type LabelColumns, labelColumns, labelsOfRow } from './label-columns.ts'
import type { RowFacts } from './labelled-row.ts'
import type { ReadOptions, ReadResult } from './read-result.ts'

interface Cells {
  readonly line: number
  readonly fields: readonly string[]
}

/** Reads a table with a heading. Throws CliFailure when it is empty or a column cannot be told. */
export async function readLabelledTable(
  bytes: AsyncIterable<Uint8Array>,
  format: 'csv' | 'tsv',
  file: string,
  options: ReadOptions,
): Promise<ReadResult> {
  const read: ReadResult = { rows: [], bad: [], columns: [] }
  const cells: Cells[] = []
  let headings: readonly string[] | undefined
  for await (const row of format === 'csv' ? ofCommas(bytes, read) : tsvRows(bytes)) {
    if ('bad' in row) read.bad.push({ ...row, why: row.bad })
    else if (!headings) headings = row.fields.map((heading) => heading.trim())
    else if (row.fields.length !== headings.length)
      read.bad.push({
        line: row.line,
        why: `${row.fields.length} fields where the heading has ${headings.length}`,
      })
    else cells.push(row)
  }
  if (!headings)
    throw new CliFailure('usage', `${file} is empty; expected a heading and a labelled text a row`)
  const asked = [options.text, ...options.label].map((name) => headings.indexOf(name ?? ''))
  const facts = options.facts && factColumns(file, headings, options.facts, new Set(asked))
  const columns = labelColumns(
    file,
    headings,
    cells.map(({ fields }) => fields),
    options,
    new Set(facts?.values()),
  )
  const by = options.by === undefined ? undefined : columnNamed(file, headings, options.by)
  const labelled = labelColumnsOf(columns)
  for (const { line, fields } of cells) {
    const labels = labelsOfRow(columns, fields)
    if ('why' in labels) {
      read.bad.push({ line, why: labels.why })
      continue
    }
    read.rows.push({
      ...{ line, text: fields[columns.text]!, labels: labels.labels },
      group: by === undefined ? undefined : fields[by]!,
      ...(facts && { facts: factsOf(facts, fields) }),
    })
  }
  if (facts) {
    const roles = rolesOf(headings.length, columns.text, labelled, columns.kind === 'flags', facts)
    const labelOf = new Map(read.rows.map(({ line, labels }) => [line, labels.join('\n')]))
    const known = cells.filter(({ line }) => labelOf.has(line))
    const labels = known.map(({ line }) => labelOf.get(line)!)
    read.columns = headings.map((name, at) =>
      describeColumn(
        name,
        roles[at]!,
        known.map(({ fields }) => fields[at]),
        labels,
      ),
    )
  }
  return read
}

/** A file called CSV, whatever parts its cells; notes what does. */
async function* ofCommas(
  bytes: AsyncIterable<Uint8Array>,
  read: ReadResult,
): AsyncGenerator<CsvRow, void, undefined> {
  const { delimiter, chunks } = await tellDelimiter(decoded(bytes))
  if (delimiter !== ',') read.delimiter = delimiter
  yield* csvRows(chunks, delimiter)
}

function columnNamed(file: string, headings: readonly string[], name: string): number {
  const at = headings.indexOf(name)
  if (at === -1)
    throw new CliFailure('usage', `${file} has no column "${name}"; it has ${headings.join(', ')}`)
  return at
}

function labelColumnsOf(columns: LabelColumns): ReadonlySet<number> {
  return new Set(columns.kind === 'named' ? [columns.label] : columns.labels.map(([at]) => at))
}

function factsOf(facts: ReadonlyMap<FactRole, number>, fields: readonly string[]): RowFacts {
  const found: Partial<Record<FactRole, string>> = {}
  for (const [role, at] of facts) if (fields[at]!.trim() !== '') found[role] = fields[at]!.trim()
  return found
}
