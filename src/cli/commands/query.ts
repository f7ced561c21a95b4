import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'

/** `haechi query list` */
export function queryCommand(adapters: CliAdapters): Command {
  return new Command('query')
    .description('Show the queries about the past that were saved.')
    .addCommand(listCommand(adapters))
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list').description('List the saved queries that have a name, newest first.')
  return act<Common & ConnectOptions>(withConnection(command), adapters, async (_, options) => {
    const queries = await connect(adapters, options).queries.list()
    const columns = ['ID', 'NAME', 'EVENTS', 'CONDITION', 'BY', 'WHEN'].map((heading) => ({ heading }))
    const rows = queries.map(({ id, name, query, by, at }) => [
      ...[id, name ?? '', query.on, query.when.replace(/\s+/g, ' ').slice(0, 60), by, at.slice(0, 19)],
    ])
    const text = rows.length === 0 ? 'No query has been saved.\n' : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ queries })}\n` : text)
    return 'ok'
  })
}
