import { Command } from 'commander'
import { formatDuration } from '../../core/duration.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'

/** `haechi counters` */
export function countersCommand(adapters: CliAdapters): Command {
  const command = new Command('counters').description(
    'List the counters of the live pack, and how many keys and bytes each holds.',
  )
  return act<Common & ConnectOptions>(withConnection(command), adapters, async (_, options) => {
    const counters = await connect(adapters, options).counters.list()
    const columns = [
      ...['COUNTER', 'KIND', 'WINDOW', 'ON'].map((heading) => ({ heading })),
      ...['KEYS', 'BYTES', 'BYTES/KEY'].map((heading) => ({ heading, right: true })),
    ]
    const rows = counters.map(({ name, kind, windowMs, on, keys, bytes }) => [
      ...[name, kind, formatDuration(windowMs), on.join(', ')],
      ...[String(keys), String(bytes), keys === 0 ? '' : String(Math.round(bytes / keys))],
    ])
    const text = rows.length === 0 ? 'The live pack declares no counters.\n' : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ counters })}\n` : text)
    return 'ok'
  })
}
