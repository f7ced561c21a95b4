import { Command } from 'commander'
import type { CliAdapters } from '../adapters.ts'
import { bankAddCommand } from './bank-add.ts'
import { bankImportCommand } from './bank-import.ts'
import { bankListCommand } from './bank-list.ts'
import { bankTestCommand } from './bank-test.ts'

/** `haechi bank import | list | add | test` */
export function bankCommand(adapters: CliAdapters): Command {
  return new Command('bank')
    .description('Work on the term banks of a pack.')
    .addCommand(bankImportCommand(adapters))
    .addCommand(bankListCommand(adapters))
    .addCommand(bankAddCommand(adapters))
    .addCommand(bankTestCommand(adapters))
}
