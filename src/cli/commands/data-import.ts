import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { interruptible } from '../interrupt.ts'
import { importFiles } from '../lab/import-files.ts'
import { askedFacts, type ImportColumns, withImportColumns } from '../lab/import-options.ts'
import { renderDataset } from '../lab/render-dataset.ts'

type Options = Common & ConnectOptions & ImportColumns

/** `haechi data import TASK FILE…` */
export function dataImportCommand(adapters: CliAdapters): Command {
  const command = new Command('import')
    .description(
      'Bring labelled texts of files to the service as a dataset: columns are found and named back, near-duplicates clustered, rows split by account, near-duplicates and time.',
    )
    .argument('<TASK>', 'name of the task, as chat_abuse; one that is not known is made')
    .argument(
      '<FILE...>',
      'JSONL, CSV or TSV with a heading, or a folder with a folder of .txt files for each label; in UTF-8, UTF-16 or CP949',
    )
  return act<Options>(
    withImportColumns(withConnection(command)),
    adapters,
    async ([[task = ''] = [], data = []], options) => {
      const client = connect(adapters, options)
      const asked = { ...options, data, facts: askedFacts(options) }
      const dataset = await interruptible(adapters, (signal) =>
        importFiles(adapters, client, task, asked, signal),
      )
      await adapters.stdout.write(options.json ? `${JSON.stringify(dataset)}\n` : renderDataset(dataset))
      return 'ok'
    },
  )
}
