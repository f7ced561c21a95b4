import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import { openDuck } from '../src/history/duck.ts'
import { sql } from './store-tools.fixture.ts'

/** Every form in which a text may lie somewhere: as it is, in either Unicode form, and escaped in JSON. */
function formsOf(text: string): string[] {
  const forms = [text, text.normalize('NFC'), text.normalize('NFD')]
  const escaped = forms.map((form) =>
    form.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
  return [...new Set([...forms, ...escaped])]
}

/**
 * Where texts are found in a database: in every table and view of rows, large objects, and the statistics that the
 * planner keeps of columns; `pg_dump` says the same where it is there and fits the server.
 */
export async function searchDatabase(
  connection: pg.ClientConfig & { host: string; password: string },
  texts: readonly string[],
): Promise<string[]> {
  const found: string[] = []
  const tables = await sql<{ name: string }>(
    connection,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
     union all select 'pg_catalog.pg_largeobject' union all select 'pg_catalog.pg_stats'`,
  )
  for (const { name } of tables) {
    const bytes = name.endsWith('pg_largeobject') ? `encode(t.data, 'escape')` : 't::text'
    const values: string[] = []
    const holds = (text: string) =>
      formsOf(text)
        .map((form) => `position($${values.push(form)} in ${bytes}) > 0`)
        .join(' or ')
    const counts = texts.map((text, i) => `count(*) filter (where ${holds(text)}) as n${i}`)
    const [row] = await sql<Record<string, string>>(
      connection,
      `select ${counts.join(', ')} from ${name} t`,
      values,
    )
    for (const [i, text] of texts.entries())
      if (row![`n${i}`] !== '0') found.push(`${name}: ${row![`n${i}`]} rows with ${text}`)
  }
  const dump = await promisify(execFile)(
    'pg_dump',
    ['--data-only', '-h', connection.host, '-U', 'haechi', '-d', 'postgres'],
    { env: { ...process.env, PGPASSWORD: connection.password }, maxBuffer: 1 << 30 },
  ).catch(() => undefined)
  if (dump !== undefined)
    for (const text of texts)
      if (formsOf(text).some((form) => dump.stdout.includes(form))) found.push(`pg_dump: ${text}`)
  return found
}

/** Where texts are found in files: in their bytes, and in the rows of Parquet files. */
export async function searchFiles(folders: readonly string[], texts: readonly string[]): Promise<string[]> {
  const found: string[] = []
  const duck = await openDuck(folders[0]!)
  const connection = await duck.connect()
  for (const path of folders.flatMap(filesIn)) {
    const bytes = readFileSync(path)
    for (const text of texts)
      if (formsOf(text).some((form) => bytes.includes(Buffer.from(form, 'utf8'))))
        found.push(`${path}: ${text}`)
    if (!path.endsWith('.parquet')) continue
    const read = await connection.runAndReadAll(
      `select t::varchar from read_parquet('${path.replaceAll("'", "''")}', hive_partitioning = false) t`,
    )
    for (const [row] of read.getRowsJS() as [string][])
      for (const text of texts)
        if (formsOf(text).some((form) => row.includes(form))) found.push(`a row of ${path}: ${text}`)
  }
  connection.closeSync()
  duck.close()
  return found
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
  } catch {
    return []
  }
}
