import { Command } from 'commander'
import { act } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type RunOptions, withRunOptions } from '../lab/run-options.ts'
import { takeOn } from '../lab/take-on.ts'

/** `haechi lab run TASK` */
export function labRunCommand(adapters: CliAdapters): Command {
  const command = withRunOptions(new Command('run')).description(
    'Take a task from labelled rows to a model in shadow: snapshot, train, calibrate, certify, gates, shadow. Stops where evidence is missing, and says what would supply it.',
  )
  return act<RunOptions>(command, adapters, ([[task = ''] = []], options) =>
    takeOn(adapters, task, options, 'shadow'),
  )
}
