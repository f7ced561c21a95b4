import pg from 'pg'
import { CannotOpen } from './cannot-open.ts'
import { checkServer, type ServerFacts } from './check-server.ts'
import type { Connection } from './connect.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { describeFault } from './sql-state.ts'

/** Checks the server and migrates. Returns the server's version. */
export async function prepareDatabase(connection: Connection, log: Log): Promise<string> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000, application_name: 'haechi' })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (fault) {
    throw new CannotOpen(
      `Postgres cannot be reached (${describeFault(fault)}). Check DATABASE_URL: host, port, user, password and database.`,
    )
  }
  try {
    const { rows } = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
         current_setting('server_encoding') as encoding, current_setting('fsync') as fsync`,
    )
    for (const message of checkServer(rows[0]!)) log({ level: 'warn', message })
    const applied = await migrate(client)
    if (applied.length > 0) log({ level: 'info', message: `Applied migrations ${applied.join(', ')}.` })
    return rows[0]!.version.split(' ')[0]!
  } finally {
    await client.end()
  }
}
