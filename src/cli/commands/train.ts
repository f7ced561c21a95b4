import { Command } from 'commander'
import { act } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type RunOptions, withRunOptions } from '../lab/run-options.ts'
import { takeOn } from '../lab/take-on.ts'

/** `haechi train TASK` */
export function trainCommand(adapters: CliAdapters): Command {
  const command = withRunOptions(new Command('train')).description(
    'Train and measure a model of a task, and no more: what certifies is not looked at.',
  )
  return act<RunOptions>(command, adapters, ([[task = ''] = []], options) =>
    takeOn(adapters, task, options, 'train'),
  )
}
