import { type Command, Option } from 'commander'
import type { BeginRunRequest } from '../../api/contract/lab-runs.ts'
import type { Common } from '../action.ts'
import { type ConnectOptions, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { wholeNumber } from '../whole-number.ts'
import { checkTaskName } from './check-task-name.ts'
import { type ImportColumns, withImportColumns } from './import-options.ts'
import { namedNumbers } from './named-numbers.ts'

const BARS = ['precision', 'irreversiblePrecision', 'recall', 'evasion', 'calibration', 'latencyMs'] as const
const COSTS = ['falseAlarm', 'miss', 'review'] as const
const PROBATION = [
  ...([
    'labelsPerDay',
    'alphaPass',
    'alphaRevoke',
    'mostLabels',
    'mostDays',
    'accounts',
    'surfaces',
  ] as const),
  ...(['days', 'patienceMs', 'margin', 'canaryLabels', 'canaryDays', 'runLength'] as const),
] as const

/** Options of the commands that take a task on its way. */
export interface RunOptions extends Common, ConnectOptions, ImportColumns {
  readonly data?: readonly string[]
  readonly bar?: Partial<Record<(typeof BARS)[number], number>>
  readonly cost?: Partial<Record<(typeof COSTS)[number], number>>
  readonly probation?: Partial<Record<(typeof PROBATION)[number], number>>
  readonly learner?: 'linear' | 'head' | 'onnx'
  readonly model?: string
  readonly suite?: readonly string[]
  readonly policy?: readonly string[]
  readonly seed?: number
  readonly cancelOnInterrupt?: true
}

export function withRunOptions(command: Command): Command {
  return withImportColumns(withConnection(command))
    .argument('<TASK>', 'name of the task, as chat_abuse; one that is not known is made')
    .option(
      '--data <FILE...>',
      'labelled texts to learn from: JSONL, CSV or TSV; or a folder with a folder of pictures for each label, perhaps within train, validation and test (default: what reviewers judged, and what was imported before)',
    )
    .option(
      '--bar <NAME=NUMBER>',
      `what a model must reach, kept with the task: ${BARS.join(', ')}`,
      namedNumbers(BARS),
    )
    .option('--cost <NAME=NUMBER>', `what a wrong answer costs: ${COSTS.join(', ')}`, namedNumbers(COSTS))
    .option(
      '--probation <NAME=NUMBER>',
      `how its models are proved on live traffic, kept with the task: ${PROBATION.join(', ')}`,
      namedNumbers(PROBATION, true),
    )
    .addOption(
      new Option(
        '--learner <LEARNER>',
        'how the model is made (default: linear, or head with --model)',
      ).choices(['linear', 'head', 'onnx']),
    )
    .option('--model <FOLDER>', 'for head and onnx: the folder that Hugging Face Optimum exported to')
    .option(
      '--suite <FILE...>',
      'cases that a model must get right, beside those built in: CSV as HateCheck has it, or YAML',
    )
    .option('--policy <ID...>', 'policies, or families of them, whose breach is a violation')
    .option('--seed <N>', 'the same data and seed give the same model', wholeNumber(0, 2 ** 31 - 1))
    .option('--cancel-on-interrupt', 'Ctrl-C ends the run as well, and not only this command')
}

/** What is asked of the service, without dataset, files and suites. Throws CliFailure where it cannot be asked. */
export function requestOf(
  task: string,
  options: RunOptions,
  until: 'train' | 'shadow',
): Omit<BeginRunRequest, 'dataset' | 'files' | 'suites'> {
  checkTaskName(task)
  const { bar, cost, probation, harm, fine, policy, seed, model } = options
  const learner = options.learner ?? (model === undefined ? 'linear' : 'head')
  if (learner !== 'linear' && model === undefined)
    throw new CliFailure('usage', `--learner ${learner} needs --model FOLDER: what Optimum exported`)
  return {
    ...{ task, until, learner },
    ...(bar && { bars: bar }),
    ...(cost && { costs: cost }),
    ...(probation && { probation }),
    ...(harm && { harm: [...harm] }),
    ...(fine && { fine: [...fine] }),
    ...(policy && { policies: [...policy] }),
    ...(seed === undefined ? {} : { seed }),
  }
}
