import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { labelCsv, labelRows } from '../../demo/lab/label-rows.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { CliFailure } from '../failure.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common {
  readonly count: number
  readonly wrong: number
  readonly seed: number
  readonly accounts?: boolean
}

/** `haechi demo labels FILE` */
export function demoLabelsCommand(adapters: CliAdapters): Command {
  const command = new Command('labels')
    .description(
      'Write labelled chat of a simulated world as CSV, as somebody would have labelled it: for haechi lab run.',
    )
    .argument('<FILE>', 'the CSV to write')
    .option('--count <N>', 'how many texts', wholeNumber(100, 1_000_000), 12_000)
    .option('--wrong <PERCENT>', 'label so many of a hundred wrongly', wholeNumber(0, 100), 0)
    .option('--seed <N>', 'the same seed writes the same texts', wholeNumber(0, 0xffffffff), 1)
    .option('--accounts', 'say of each text who said it and when')
  return act<Options>(
    command,
    adapters,
    async ([[file = ''] = []], { count, wrong, seed, accounts, json }) => {
      const rows = labelRows({ count, seed, wrong: wrong / 100 })
      await writeFile(resolve(adapters.cwd, file), labelCsv(rows, accounts)).catch((cause: unknown) => {
        throw new CliFailure('usage', `${file}: ${cause instanceof Error ? cause.message : String(cause)}`)
      })
      const abuse = rows.filter(({ label }) => label === 'abuse').length
      await adapters.stdout.write(
        json
          ? `${JSON.stringify({ file, rows: rows.length, abuse, wrong })}\n`
          : `${file}: ${rows.length} texts, ${abuse} labelled abuse, the rest ordinary${wrong === 0 ? '' : `; ${wrong} of a hundred labels are wrong`}\n`,
      )
      return 'ok'
    },
  )
}
