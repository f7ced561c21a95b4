import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'

type Options = Common & ConnectOptions & { readonly retry?: true }

/** `haechi delivery aside` */
export function asideCommand(adapters: CliAdapters): Command {
  const command = new Command('aside')
    .description('Show effects of decisions that could not be carried out and were put aside.')
    .option('--retry', 'carry them out once more')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const { effects } = connect(adapters, options)
    if (options.retry) {
      const reply = await effects.retry()
      await adapters.stdout.write(
        options.json ? `${JSON.stringify(reply)}\n` : `${reply.retried} are carried out once more.\n`,
      )
      return 'ok'
    }
    const reply = await effects.aside()
    const columns = [
      ...[{ heading: 'EFFECT' }, { heading: 'FAULT' }],
      ...[{ heading: 'COUNT', right: true as const }, { heading: 'OLDEST' }],
    ]
    const rows = reply.aside.map((one) => [
      ...[one.kind, one.fault, String(one.count), one.oldestAt.slice(0, 19)],
    ])
    const text = rows.length === 0 ? 'Nothing was put aside.\n' : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify(reply)}\n` : text)
    return 'ok'
  })
}
