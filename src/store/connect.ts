import pg from 'pg'

/** How to reach Postgres: parts, or a URL. */
export type Connection = Readonly<pg.ClientConfig>

/**
 * A pool whose lost connections are reported and replaced; promises of durability hold on each of them. `settings`:
 * statements for each connection.
 */
export function connectionPool(
  connection: Connection,
  options: { max: number; lost: (fault: Error) => void; settings?: string },
): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: options.max,
    min: 0,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    application_name: 'haechi',
    onConnect: (client) => prepare(client, options.settings),
  })
  pool.on('error', options.lost)
  return pool
}

async function prepare(client: pg.ClientBase, settings = ''): Promise<void> {
  // A pooled client in use reports its loss through the query; without a listener the event would end the process.
  client.on('error', () => undefined)
  // Some services switch it off by role or database: then a crash would lose what was acknowledged.
  await client.query(`set synchronous_commit to on; ${settings}`)
}
