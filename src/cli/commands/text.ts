import { Command } from 'commander'
import type { CliAdapters } from '../adapters.ts'
import { textEvalCommand } from './text-eval.ts'
import { textFitCommand } from './text-fit.ts'
import { textPredictCommand } from './text-predict.ts'

/** `haechi text fit | predict | eval` */
export function textCommand(adapters: CliAdapters): Command {
  return new Command('text')
    .description('Train text models on labelled texts, use them, and measure them.')
    .addCommand(textFitCommand(adapters))
    .addCommand(textPredictCommand(adapters))
    .addCommand(textEvalCommand(adapters))
}
