import { Command } from 'commander'
import type { CliAdapters } from '../adapters.ts'
import { modelsListCommand } from './models-list.ts'
import { modelsTryCommand } from './models-try.ts'

/** `haechi models [list] | try` */
export function modelsCommand(adapters: CliAdapters): Command {
  return new Command('models')
    .description('Look at the models of a pack, and try them.')
    .addCommand(modelsListCommand(adapters), { isDefault: true })
    .addCommand(modelsTryCommand(adapters))
}
