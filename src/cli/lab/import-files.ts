import type { BeginImportRequest, DatasetReply, ImportRow } from '../../api/contract/lab-data.ts'
import type { Client } from '../../client/client.ts'
import { HaechiError } from '../../client/haechi-error.ts'
import { columnWarnings } from '../../lab/dataset/describe-column.ts'
import { DATASET_LIMITS } from '../../lab/dataset/limits.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import { CliFailure } from '../failure.ts'
import type { AskedFacts } from '../learner/column-roles.ts'
import { type DataOptions, readData } from '../learner/read-data.ts'
import { renderShare } from '../progress-bar.ts'
import { statusLine } from '../status-line.ts'
import { checkTaskName } from './check-task-name.ts'
import { importableRows } from './importable-rows.ts'
import { renderColumns } from './render-columns.ts'

/** What is imported, and for what. */
export interface ImportOptions extends DataOptions {
  readonly facts: AskedFacts
  /** Labels that violate, and that are fine. */
  readonly harm?: readonly string[]
  readonly fine?: readonly string[]
  /** Under which licence the files were given, and where they are from. */
  readonly licence?: string
  readonly source?: string
  /** Says nothing of the columns. */
  readonly quiet?: boolean
}

/** A request stays well below what proxies let pass. */
const UNITS_AT_ONCE = 2_000_000

/**
 * Reads labelled files and brings them to the service, which makes a dataset of them. Says on stderr which columns were
 * found. When it is cut off, what was sent stays: the same command goes on behind it.
 */
export async function importFiles(
  adapters: CliAdapters,
  client: Client,
  task: string,
  options: ImportOptions,
  signal: AbortSignal,
): Promise<DatasetReply> {
  checkTaskName(task)
  const data = await readData(adapters, options, { facts: options.facts })
  if (!options.quiet) await adapters.stderr.write(renderColumns(data.files))
  const { rows, warnings } = await importableRows(adapters, data, options.skipBad === true)
  if (rows.length > DATASET_LIMITS.rows)
    throw new CliFailure(
      'usage',
      `${options.data.join(', ')}: ${rows.length} rows; a dataset has ${DATASET_LIMITS.rows} at most, a random part of them does`,
    )
  const request: BeginImportRequest = {
    ...{ task, rows: rows.length },
    files: data.files.map(({ name, sha256, encoding, rows: own }) => ({
      ...{ name, sha256, rows: own.length, encoding: encoding.name },
      ...(options.licence !== undefined && { licence: options.licence }),
      ...(options.source !== undefined && { source: options.source }),
    })),
    columns: data.files
      .flatMap(({ columns }) =>
        // The heading of row numbers is often empty.
        columns.map((column, at) => ({ ...column, name: column.name || `column ${at + 1}` })),
      )
      .slice(0, 500),
    warnings: [
      ...data.files.flatMap(({ name, columns }) => columnWarnings(name, columns)),
      ...(data.bad.length > 0
        ? [`${counted(data.bad.length, 'row')} could not be read and were left out.`]
        : []),
      ...warnings,
    ].slice(0, 200),
    ...(options.harm && { harm: [...options.harm] }),
    ...(options.fine && { fine: [...options.fine] }),
  }
  return send(adapters, client, request, rows, signal)
}

async function send(
  { stderr }: CliAdapters,
  { datasets }: Client,
  request: BeginImportRequest,
  rows: readonly ImportRow[],
  signal: AbortSignal,
): Promise<DatasetReply> {
  const status = statusLine(stderr)
  let received = 0
  try {
    const begun = await datasets.beginImport(request, { signal })
    received = begun.received
    while (received < rows.length) {
      status.show(renderShare(received / rows.length, `sending rows: ${received} of ${rows.length}`))
      const piece = pieceOf(rows, received)
      const got = await datasets.sendRows(begun.id, { from: received, rows: piece }, { signal })
      if (got.received <= received)
        throw new CliFailure(
          'unreachable',
          'The service takes no more rows of this import; run the same again',
        )
      received = got.received
    }
    status.show(renderShare(1, 'finding near-duplicates, splitting'))
    return await datasets.finishImport(begun.id, { signal })
  } catch (fault) {
    if (fault instanceof HaechiError && fault.kind !== 'problem' && received > 0) {
      status.clear()
      await stderr.write(
        `${received} of ${rows.length} rows are there, and no dataset yet; the same command goes on behind them, for seven days.\n`,
      )
    }
    throw fault
  } finally {
    status.clear()
  }
}

function pieceOf(rows: readonly ImportRow[], from: number): ImportRow[] {
  let units = 0
  let to = from
  while (to < rows.length && to - from < DATASET_LIMITS.rowsAtOnce && units < UNITS_AT_ONCE)
    units += rows[to++]!.text.length + 100
  return rows.slice(from, to)
}
