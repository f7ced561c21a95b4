import { join } from 'node:path'
import type { HistoryFile } from './catalog.ts'
import { sqlName, sqlText } from './duck.ts'
import type { Run } from './plan-runs.ts'
import type { Shape } from './shape.ts'
import { columnKind, parquetType, readsAs } from './stored-type.ts'

/** A column that is read: its name in the files, and the stored type that it is wanted as. */
export interface Wanted {
  readonly name: string
  readonly stored: string
}

export interface RunQuery {
  readonly sql: string
  /** For each wanted column, the first of its vectors in the result; undefined when no file has it as wanted. */
  readonly vectors: readonly (number | undefined)[]
}

/** Rows received in `[fromMs, toMs)`. */
export interface Range {
  readonly fromMs: number
  readonly toMs: number
}

/** The statement that reads a run. Its first vector is the id; texts take two vectors: the text and its hash. */
export function selectRun(
  dir: string,
  shapes: readonly Shape[],
  run: Run,
  wanted: readonly Wanted[],
  range: Range,
): RunQuery {
  const fits = wanted.map(({ name, stored }) =>
    run.files.some((file) => has(shapes[file.shape]!, name, stored)),
  )
  const vectors: (number | undefined)[] = []
  let next = 1
  wanted.forEach(({ stored }, i) => {
    vectors.push(fits[i] ? next : undefined)
    if (fits[i]) next += isText(stored) ? 2 : 1
  })
  // Each list of columns, and each need to look at the time, has a part of its own.
  const parts = new Map<string, HistoryFile[]>()
  for (const file of run.files) {
    const key = `${file.shape} ${isCut(file, range)}`
    parts.set(key, [...(parts.get(key) ?? []), file])
  }
  const selects = [...parts.values()].map((files) => {
    const shape = shapes[files[0]!.shape]!
    const columns = wanted.flatMap(({ name, stored }, i) => {
      if (!fits[i]) return []
      const there = has(shape, name, stored)
      const text =
        parquetType(stored) === 'VARCHAR[]' ? `array_to_string(${sqlName(name)}, ' ')` : sqlName(name)
      if (isText(stored)) return there ? [text, `hash(${text})`] : ['null::varchar', '0::ubigint']
      if (columnKind(stored) === 'number') return there ? [`${text}::double`] : ['null::double']
      return there ? [text] : ['null::boolean']
    })
    const where = isCut(files[0]!, range)
      ? ` where received >= ${Math.trunc(range.fromMs)} and received < ${Math.trunc(range.toMs)}`
      : ''
    return `select ${['id', ...columns].join(', ')} from ${parquetFiles(dir, files)}${where}`
  })
  const sql = selects.join(' union all ')
  return { sql: run.merge ? `select * from (${sql}) order by 1` : sql, vectors }
}

/** The table function that reads files of a history as they are, and nothing out of their paths. */
export function parquetFiles(dir: string, files: readonly HistoryFile[]): string {
  const paths = files.map(({ path }) => sqlText(join(dir, path)))
  return `read_parquet([${paths.join(', ')}], hive_partitioning = false)`
}

/** Whether a file holds rows outside of the range too. */
export function isCut(file: HistoryFile, { fromMs, toMs }: Range): boolean {
  return file.minReceived < fromMs || file.maxReceived >= toMs
}

function has(shape: Shape, name: string, stored: string): boolean {
  const there = Object.hasOwn(shape, name) ? shape[name] : undefined
  return there !== undefined && readsAs(there, stored)
}

function isText(stored: string): boolean {
  const kind = columnKind(stored)
  return kind === 'text' || kind === 'value'
}
