import { basename, join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { CannotFit, type FittedText, fitTextModel } from '../../lab/text/fit-text-model.ts'
import { modelFiles } from '../../lab/text/model-files.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { type DataOptions, type LabelledData, readData, withData } from '../learner/read-data.ts'
import { renderEvaluation } from '../learner/render-evaluation.ts'
import { renderShare } from '../progress-bar.ts'
import { statusLine } from '../status-line.ts'
import { wholeNumber } from '../whole-number.ts'
import { writeWhole } from '../write-files.ts'

interface Options extends Common, DataOptions {
  readonly out: string
  readonly name?: string
  readonly several?: true
  readonly one?: true
  readonly seed: number
  readonly licence?: string
  readonly attribution?: readonly string[]
  readonly note?: string
}

/** `haechi text fit` */
export function textFitCommand(adapters: CliAdapters): Command {
  const command = withData(new Command('fit'))
    .description('Train a text model on labelled texts, and measure it on texts that it did not see.')
    .requiredOption('--out <DIR>', 'folder to write the model to: model.json, weights.bin, card.md')
    .option('--name <NAME>', "name of the model (default: the folder's)")
    .addOption(
      new Option(
        '--several',
        'a text may have several labels, or none (default: as the data shows)',
      ).conflicts('one'),
    )
    .addOption(new Option('--one', 'every text has exactly one label'))
    .option('--seed <N>', 'the same data and seed give the same files', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--licence <TEXT>', 'licence of the data, for the card')
    .option('--attribution <LINE...>', 'who made the data, for the card')
    .option('--note <TEXT>', 'what the model is for, for the card')
  return act<Options>(command, adapters, (_, options) => train(adapters, options))
}

async function train(adapters: CliAdapters, options: Options): Promise<ExitName> {
  const data = await readData(adapters, options)
  checkLabels(data, options)
  const fitted = learn(adapters, data, options)
  const settings = { seed: options.seed }
  const files = modelFiles(
    fitted,
    {
      files: data.files.map((file) => ({ ...file, rows: file.rows.length, bad: file.bad.length })),
      licence: options.licence,
      attribution: options.attribution ?? [],
      note: options.note,
    },
    settings,
  )
  const dir = resolve(adapters.cwd, options.out)
  let bytes = 0
  for (const [name, content] of Object.entries(files)) {
    await writeWhole(join(dir, name), content)
    if (name !== 'card.md') bytes += content.length
  }
  const { parts, evaluation } = fitted
  const result = {
    out: options.out,
    name: parts.name,
    labels: parts.labels,
    multi_label: parts.multiLabel,
    features: parts.hashes.length,
    bytes,
    left_out: data.bad.length,
    out_of_fold: evaluation,
  }
  await adapters.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `Out of fold: ${renderEvaluation(evaluation)}\n${options.out}: ${parts.hashes.length} features, ${(bytes / 1e6).toFixed(2)} MB; card.md says what it was trained on\n`,
  )
  return 'ok'
}

function learn(adapters: CliAdapters, data: LabelledData, options: Options): FittedText {
  const status = statusLine(adapters.stderr)
  try {
    return fitTextModel({
      name: options.name ?? basename(resolve(adapters.cwd, options.out)),
      rows: data.rows,
      ...(options.several ? { multiLabel: true } : options.one ? { multiLabel: false } : {}),
      settings: { seed: options.seed },
      progress: (share, doing) => status.show(renderShare(share, doing)),
    })
  } catch (fault) {
    if (fault instanceof CannotFit)
      throw new CliFailure('usage', `${options.data.join(', ')}: ${fault.message}`, fault)
    throw fault
  } finally {
    status.clear()
  }
}

function checkLabels(data: LabelledData, options: Options): void {
  if (!options.one) return
  for (const file of data.files)
    for (const { line, labels } of file.rows)
      if (new Set(labels).size !== 1)
        throw new CliFailure(
          'usage',
          `${file.name}:${line}: ${labels.length} labels where --one asks for one; mend the row, or pass --several`,
        )
}
