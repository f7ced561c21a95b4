import { didYouMean } from '../../core/suggest.ts'
import { CliFailure } from '../failure.ts'
import { guessColumn, listed } from '../screen/guess-column.ts'

/** Which columns were asked for; several labels: a column each that says yes or no. */
export interface WhichColumns {
  readonly text: string | undefined
  readonly label: readonly string[]
}

/** Where a table has its text and its labels. */
export type LabelColumns =
  | { readonly kind: 'named'; readonly text: number; readonly label: number }
  | { readonly kind: 'flags'; readonly text: number; readonly labels: readonly (readonly [number, string])[] }

const USUAL = ['label', 'labels', 'class', 'category', 'target', 'label_gold', '라벨', '레이블']
const YES = new Set(['1', 'true', 'yes', '1.0'])
const NO = new Set(['0', 'false', 'no', '0.0', ''])

/** Finds the columns: those asked for, else by headings and values, and none that is `taken`. Throws CliFailure when they cannot be told. */
export function labelColumns(
  file: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  asked: WhichColumns,
  taken: ReadonlySet<number> = new Set(),
): LabelColumns {
  const text = guessColumn(headings, asked.text, '--text')
  const others = headings
    .map((heading, at) => [at, heading] as const)
    .filter(([at]) => at !== text && !taken.has(at))
  const areFlags = (columns: readonly (readonly [number, string])[]) =>
    columns.every(([at]) => rows.every((fields) => YES.has(clean(fields[at])) || NO.has(clean(fields[at]))))
  if (asked.label.length > 0) {
    const columns = asked.label.map((name) => [columnOf(file, headings, name), name] as const)
    const [first] = columns
    if (columns.length === 1 && first) return { kind: 'named', text, label: first[0] }
    if (!areFlags(columns))
      throw new CliFailure(
        'usage',
        `${file}: several --label columns must hold 1 and 0 alone; give one column, or clean them`,
      )
    return { kind: 'flags', text, labels: columns }
  }
  const usual = USUAL.map((name) => others.find(([, heading]) => heading.toLowerCase() === name)).find(
    (one) => one,
  )
  if (usual) return { kind: 'named', text, label: usual[0] }
  if (others.length === 1) return { kind: 'named', text, label: others[0]![0] }
  const flags = others.filter((column) => areFlags([column]))
  if (flags.length > 1) return { kind: 'flags', text, labels: flags }
  if (others.length === 0)
    throw new CliFailure(
      'usage',
      `${file} has no column for the label beside ${listed([...taken, text].map((at) => `"${headings[at]}"`))}; its first line must name them, parted by commas`,
    )
  throw new CliFailure(
    'usage',
    `${file}: which column holds the label? Pass --label with one of: ${listed(others.map(([, heading]) => heading))}`,
  )
}

/** The labels of a row, or why it has none. */
export function labelsOfRow(
  columns: LabelColumns,
  fields: readonly string[],
): { labels: string[] } | { why: string } {
  if (columns.kind === 'named') {
    const label = fields[columns.label]!.trim()
    return label === '' ? { why: 'no label' } : { labels: [label] }
  }
  return { labels: columns.labels.filter(([at]) => YES.has(clean(fields[at]))).map(([, name]) => name) }
}

function columnOf(file: string, headings: readonly string[], name: string): number {
  const at = headings.indexOf(name.trim())
  if (at === -1)
    throw new CliFailure('usage', `${file} has no column "${name}"; ${didYouMean(name, headings)}`)
  return at
}

function clean(field: string | undefined): string {
  return (field ?? '').trim().toLowerCase()
}
