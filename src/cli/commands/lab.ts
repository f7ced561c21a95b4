import { Command } from 'commander'
import type { CliAdapters } from '../adapters.ts'
import { labLabelCommand, labTasksCommand } from './lab-label.ts'
import { labRunCommand } from './lab-run.ts'
import { labCancelCommand, labRunsCommand } from './lab-runs.ts'

/** `haechi lab run | runs | cancel | tasks | label` */
export function labCommand(adapters: CliAdapters): Command {
  return new Command('lab')
    .description('Take tasks from labelled rows to models in shadow, with the evidence of each step.')
    .addCommand(labRunCommand(adapters))
    .addCommand(labRunsCommand(adapters))
    .addCommand(labCancelCommand(adapters))
    .addCommand(labTasksCommand(adapters))
    .addCommand(labLabelCommand(adapters))
}
