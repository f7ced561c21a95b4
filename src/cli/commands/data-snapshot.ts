import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { interruptible } from '../interrupt.ts'
import { renderDataset } from '../lab/render-dataset.ts'

/** `haechi data snapshot TASK` */
export function dataSnapshotCommand(adapters: CliAdapters): Command {
  const command = new Command('snapshot')
    .description(
      'Make a dataset of all final judgements about the policies of a task, and of the rows that were imported for it.',
    )
    .argument('<TASK>', 'name of the task')
  return act<Common & ConnectOptions>(
    withConnection(command),
    adapters,
    async ([[task = ''] = []], options) => {
      const client = connect(adapters, options)
      const dataset = await interruptible(adapters, (signal) => client.datasets.snapshot(task, { signal }))
      await adapters.stdout.write(options.json ? `${JSON.stringify(dataset)}\n` : renderDataset(dataset))
      return 'ok'
    },
  )
}
