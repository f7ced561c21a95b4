import { resolve } from 'node:path'
import { Command } from 'commander'
import { didYouMean } from '../../core/suggest.ts'
import { evaluateTextModel } from '../../lab/text/evaluate-text-model.ts'
import { openTextModel } from '../../lab/text/open-text-model.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { type DataOptions, readData, withData } from '../learner/read-data.ts'
import { oneLine, renderEvaluation, shareText } from '../learner/render-evaluation.ts'
import { renderTable } from '../table.ts'

interface Options extends Common, DataOptions {
  readonly model: string
  readonly by?: string
  readonly map?: readonly string[]
}

/** `haechi text eval` */
export function textEvalCommand(adapters: CliAdapters): Command {
  const command = withData(new Command('eval'))
    .description('Measure a text model on labelled texts that it was not trained on.')
    .requiredOption('--model <DIR>', 'folder of the model')
    .option('--by <COLUMN>', 'also the share of right answers for each value of this column')
    .option(
      '--map <MODEL=DATA...>',
      'a label of the model, and the label of the data that it stands for, as hate=hateful',
    )
  return act<Options>(command, adapters, (_, options) => evaluate(adapters, options))
}

async function evaluate(adapters: CliAdapters, options: Options): Promise<ExitName> {
  const opened = openTextModel(resolve(adapters.cwd, options.model))
  if (!opened.ok) throw new CliFailure('usage', opened.why)
  const { model } = opened
  const map = new Map(
    (options.map ?? []).map((pair) => {
      const at = pair.lastIndexOf('=')
      const label = pair.slice(0, at)
      if (at < 1 || at === pair.length - 1)
        throw new CliFailure('usage', `--map ${pair}: write MODEL=DATA, as hate=hateful`)
      if (!model.labels.includes(label))
        throw new CliFailure(
          'usage',
          `--map ${pair}: the model has no label "${label}"; ${didYouMean(label, model.labels)}`,
        )
      return [label, pair.slice(at + 1)] as const
    }),
  )
  const data = await readData(adapters, options, { by: options.by })
  const result = evaluateTextModel(model, data.rows, map)
  if (options.json) {
    await adapters.stdout.write(
      `${JSON.stringify({ model: model.name, version: model.version, left_out: data.bad.length, ...result })}\n`,
    )
    return 'ok'
  }
  const groups = [...result.groups].sort((a, b) => (a.accuracy?.value ?? 0) - (b.accuracy?.value ?? 0))
  const table =
    groups.length === 0
      ? ''
      : `\n${renderTable(
          [
            { heading: (options.by ?? '').toUpperCase() },
            { heading: 'TEXTS', right: true },
            { heading: 'RIGHT (95 %)', right: true },
          ],
          groups.map(({ group, rows, accuracy }) => [oneLine(group), String(rows), shareText(accuracy)]),
        )}`
  await adapters.stdout.write(`${model.name} ${model.version}\n${renderEvaluation(result)}${table}`)
  return 'ok'
}
