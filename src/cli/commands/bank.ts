import { Command } from 'commander'
import type { CliAdapters } from '../adapters.ts'
import { bankSettingCommands, memberActCommands } from './bank-acts.ts'
import { bankAddCommand } from './bank-add.ts'
import { bankAddHashCommand } from './bank-add-hash.ts'
import { bankExportCommand } from './bank-export.ts'
import { bankImportCommand } from './bank-import.ts'
import { bankListCommand } from './bank-list.ts'
import { bankMembersCommand } from './bank-members.ts'
import { bankTestCommand } from './bank-test.ts'

/** `haechi bank import | list | add | test`, and what is done with banks of hashes. */
export function bankCommand(adapters: CliAdapters): Command {
  const bank = new Command('bank')
    .description('Work on the banks of terms of a pack, and on the banks of known hashes of the service.')
    .addCommand(bankImportCommand(adapters))
    .addCommand(bankListCommand(adapters))
    .addCommand(bankAddCommand(adapters))
    .addCommand(bankTestCommand(adapters))
    .addCommand(bankAddHashCommand(adapters))
    .addCommand(bankExportCommand(adapters))
    .addCommand(bankMembersCommand(adapters))
  for (const command of [...memberActCommands(adapters), ...bankSettingCommands(adapters)])
    bank.addCommand(command)
  return bank
}
