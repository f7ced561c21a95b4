import type { Command } from 'commander'
import { type AskedFacts, FACT_ROLES } from '../learner/column-roles.ts'
import { type ColumnOptions, withColumns } from '../learner/read-data.ts'

/** Options that say how files of labelled rows are read for a dataset. */
export interface ImportColumns extends ColumnOptions {
  readonly account?: string
  readonly time?: string
  readonly world?: string
  readonly surface?: string
  readonly language?: string
  readonly harm?: readonly string[]
  readonly fine?: readonly string[]
  readonly licence?: string
  readonly source?: string
}

/** Adds the options that say which columns are what, and which labels violate. */
export function withImportColumns(command: Command): Command {
  return withColumns(command)
    .option(
      '--account <COLUMN>',
      'who wrote it: texts of one account are never split (default: found; - for none)',
    )
    .option('--time <COLUMN>', 'when it was written: the latest certify (default: found; - for none)')
    .option('--world <COLUMN>', 'in which world (default: found; - for none)')
    .option('--surface <COLUMN>', 'where in the world: chat, a name (default: found; - for none)')
    .option('--language <COLUMN>', 'in which language (default: found; - for none)')
    .option('--harm <LABEL...>', 'labels that violate, kept with the task (default: all that are not fine)')
    .option(
      '--licence <TEXT>',
      'under which licence the files were given, as "CC BY 4.0"; told on the model card',
    )
    .option('--source <TEXT>', 'where the files are from; told on the model card')
    .option('--fine <LABEL...>', 'labels that do not, kept with the task (default: found by their names)')
}

/** The columns of facts that were asked for. */
export function askedFacts(options: ImportColumns): AskedFacts {
  return Object.fromEntries(
    FACT_ROLES.flatMap((role) => (options[role] === undefined ? [] : [[role, options[role]]])),
  )
}
