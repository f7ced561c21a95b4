import { resolve } from 'node:path'
import { Command } from 'commander'
import { openTextModel } from '../../lab/text/open-text-model.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { lineBatches } from '../learner/line-batches.ts'
import { predictor } from '../learner/predict-line.ts'

interface Options extends Common {
  readonly model: string
  readonly explain?: true
}

/** `haechi text predict` */
export function textPredictCommand(adapters: CliAdapters): Command {
  const command = new Command('predict')
    .description(
      'Score texts: JSONL from stdin ({"text"} or a text alone), a line of {"labels","scores"} each to stdout, in order. A line that cannot be read gives {"error"}.',
    )
    .requiredOption('--model <DIR>', 'folder of the model')
    .option('--explain', 'add the stretches that carried each label that was given')
  return act<Options>(command, adapters, (_, options) => predict(adapters, options))
}

async function predict({ cwd, stdin, stdout, stderr }: CliAdapters, options: Options): Promise<ExitName> {
  const opened = openTextModel(resolve(cwd, options.model))
  if (!opened.ok) throw new CliFailure('usage', opened.why)
  if (stdin.isTTY) throw new CliFailure('usage', 'Nothing to score; pipe lines of JSON into stdin')
  const predictLine = predictor(opened.model, options.explain === true)
  let line = 0
  let bad = 0
  for await (const batch of lineBatches(stdin)) {
    const answers: string[] = []
    for (const text of batch) {
      line++
      if (text !== undefined && (text === '' || text.trim() === '')) continue
      const answer = predictLine(text, line)
      if (answer.startsWith('{"error"')) bad++
      answers.push(answer)
    }
    if (answers.length > 0) await stdout.write(`${answers.join('\n')}\n`)
  }
  if (bad === 0) return 'ok'
  await stderr.write(
    `haechi: ${counted(bad, 'line')} of ${line} could not be read; their answers are {"error"}\n`,
  )
  return 'negative'
}
