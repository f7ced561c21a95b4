import { Command } from 'commander'
import type { CliAdapters } from '../adapters.ts'
import { dataErrorsCommand } from './data-errors.ts'
import { dataImportCommand } from './data-import.ts'
import { dataListCommand, dataShowCommand } from './data-list.ts'
import { dataSnapshotCommand } from './data-snapshot.ts'

/** `haechi data import | snapshot | list | show | errors` */
export function dataCommand(adapters: CliAdapters): Command {
  return new Command('data')
    .description('Make datasets that models learn from, of files and of what reviewers judged.')
    .addCommand(dataImportCommand(adapters))
    .addCommand(dataSnapshotCommand(adapters))
    .addCommand(dataListCommand(adapters))
    .addCommand(dataShowCommand(adapters))
    .addCommand(dataErrorsCommand(adapters))
}
