import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderDataset } from '../lab/render-dataset.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

type Options = Common & ConnectOptions

/** `haechi data list` */
export function dataListCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('List datasets, newest first.')
    .option('--task <TASK>', 'of this task alone')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1000), 100)
  return act<Options & { task?: string; limit: number }>(
    withConnection(command),
    adapters,
    async (_, options) => {
      const { task, limit } = options
      const datasets = await connect(adapters, options).datasets.list({
        ...(task === undefined ? {} : { task }),
        limit,
      })
      const columns = [
        ...['DATASET', 'TASK', 'MADE', 'FROM'].map((heading) => ({ heading })),
        ...['ROWS', 'TEXTS', 'ERASED'].map((heading) => ({ heading, right: true as const })),
      ]
      const rows = datasets.map((one) => [
        ...[one.id, one.task, one.madeAt.slice(0, 16).replace('T', ' '), one.from],
        ...[one.rows, one.clusters, one.erased].map(String),
      ])
      const text = rows.length === 0 ? 'There is no dataset.\n' : renderTable(columns, rows)
      await adapters.stdout.write(options.json ? `${JSON.stringify({ datasets })}\n` : text)
      return 'ok'
    },
  )
}

/** `haechi data show DATASET` */
export function dataShowCommand(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description('Show what is in a dataset, without its content.')
    .argument('<DATASET>', 'as ds-…')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const dataset = await connect(adapters, options).datasets.get(id)
    await adapters.stdout.write(options.json ? `${JSON.stringify(dataset)}\n` : renderDataset(dataset))
    return 'ok'
  })
}
