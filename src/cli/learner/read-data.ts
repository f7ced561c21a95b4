import { type Command, Option } from 'commander'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import { CliFailure } from '../failure.ts'
import { encodingNote } from '../text/as-utf8.ts'
import type { AskedFacts } from './column-roles.ts'
import type { LabelledFile } from './labelled-data.ts'
import { DATA_FORMATS, type DataFormat, readLabelledFile } from './labelled-file.ts'
import type { LabelledRow } from './labelled-row.ts'
import type { BadRow } from './read-result.ts'

/** Options that say how labelled texts are read. */
export interface ColumnOptions {
  readonly format?: DataFormat
  readonly text?: string
  readonly label?: readonly string[]
  readonly separator?: string
  readonly skipBad?: true
}

/** Options of every command that reads labelled texts. */
export interface DataOptions extends ColumnOptions {
  readonly data: readonly string[]
}

/** What is looked for beside texts and labels. */
export interface Besides {
  /** Column to group by. */
  readonly by?: string | undefined
  /** Columns of facts, and that columns are described. */
  readonly facts?: AskedFacts
}

/** The share of bad rows that is taken for a mistake about the file as a whole. */
const MOST_BAD = 0.02

/** Adds the options that say where the labelled texts are. */
export function withData(command: Command): Command {
  return withColumns(
    command.requiredOption(
      '--data <FILE...>',
      'JSONL ({"text","labels"}), CSV or TSV with a heading, or a folder with a folder of .txt files for each label; several are read as one',
    ),
  )
}

/** Adds the options that say how labelled texts are read. */
export function withColumns(command: Command): Command {
  return command
    .addOption(
      new Option('--format <FORMAT>', "how the files are read (default: by each file's name)").choices(
        DATA_FORMATS,
      ),
    )
    .option('--text <COLUMN>', 'the column or key that holds the text')
    .option(
      '--label <COLUMN...>',
      'the column or key that holds the label; several: each says 1 or 0 for the label it is named after',
    )
    .option(
      '--separator <SIGN>',
      'what several labels in a cell are split at; "" for nothing (default: found out)',
    )
    .option('--skip-bad', 'go on without the rows that cannot be read, however many there are')
}

/** Labelled texts of all files, and what was left out. */
export interface LabelledData {
  readonly files: readonly LabelledFile[]
  readonly rows: readonly LabelledRow[]
  readonly bad: readonly (BadRow & { readonly file: string })[]
}

/** Reads the files; reports bad rows on stderr. Throws CliFailure when there is nothing, or too much is bad. */
export async function readData(
  { cwd, stderr }: CliAdapters,
  options: DataOptions,
  { by, facts }: Besides = {},
): Promise<LabelledData> {
  const files: LabelledFile[] = []
  for (const file of options.data)
    files.push(
      await readLabelledFile(cwd, file, {
        format: options.format,
        text: options.text,
        label: options.label ?? [],
        separator: options.separator,
        ...{ by, facts },
      }),
    )
  for (const { name, encoding, others = 0, delimiter } of files) {
    if (others > 0)
      await stderr.write(
        `${name}: ${counted(others, 'entry', 'entries')} left out that ${others === 1 ? 'is no .txt file' : 'are no .txt files'} of a label's folder\n`,
      )
    const note = encodingNote(name, encoding)
    if (note !== undefined) await stderr.write(`${note}\n`)
    if (delimiter !== undefined)
      await stderr.write(`${name}: cells are parted by ${delimiter === ';' ? 'semicolons' : 'tabs'}.\n`)
  }
  const rows = files.flatMap((file) => file.rows)
  const bad = files.flatMap((file) => file.bad.map((one) => ({ file: file.name, ...one })))
  if (bad.length > 0) {
    const shown = bad
      .slice(0, 10)
      .map(
        ({ file, line, to, why }) =>
          `  ${file}:${line}: ${why}${to === undefined ? '' : reaching(line, to)}\n`,
      )
      .join('')
    const more = bad.length > 10 ? `  and ${bad.length - 10} more\n` : ''
    await stderr.write(
      `${counted(bad.length, 'row')} of ${rows.length + bad.length} cannot be read:\n${shown}${more}`,
    )
    const lost = bad.reduce((sum, { line, to = line }) => sum + to - line + 1, 0)
    if (!options.skipBad && bad.some(({ isLast }) => isLast))
      throw new CliFailure(
        'usage',
        'A file was not read to its end; mend the row, or pass --skip-bad to go on with what is before it',
      )
    if (!options.skipBad && lost > MOST_BAD * (rows.length + lost))
      throw new CliFailure(
        'usage',
        'More than 2 % of the rows cannot be read; mend the file or its options, or pass --skip-bad',
      )
  }
  if (rows.length === 0)
    throw new CliFailure('usage', `${options.data.join(', ')}: no labelled text in it; expected one a row`)
  return { files, rows, bad }
}

/** A quote that is not closed takes all behind it along, up to the next one. */
function reaching(line: number, to: number): string {
  return ` (with all up to line ${to}: ${to - line + 1} lines)`
}
