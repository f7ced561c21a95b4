import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { EXCHANGE_FORMATS, type ExchangeFormat } from '../../core/exchange-format.ts'
import { HASH_TYPE_NAMES } from '../../core/hash-type.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { interruptible } from '../interrupt.ts'
import { writeWhole } from '../write-files.ts'

type Options = Common &
  ConnectOptions & { readonly format: ExchangeFormat; readonly type?: string; readonly out?: string }

/** `haechi bank export BANK` */
export function bankExportCommand(adapters: CliAdapters): Command {
  const command = new Command('export')
    .description('Take the hashes of a bank out, in a form that other platforms read.')
    .argument('<BANK>', 'the bank of hashes')
    .addOption(new Option('--format <FORM>', 'the form').choices([...EXCHANGE_FORMATS]).default('signals'))
    .addOption(
      new Option('--type <TYPE>', 'the kind of hash, for threatexchange (pdq)').choices([...HASH_TYPE_NAMES]),
    )
    .option('--out <FILE>', 'write it there, instead of stdout')
  return act<Options>(withConnection(command), adapters, async ([[bank = ''] = []], options) => {
    const { format, type, out } = options
    await interruptible(adapters, async (signal) => {
      const asked = { format, ...(type !== undefined && { type }) }
      const text = connect(adapters, options).banks.export(bank, asked, { signal })
      if (out !== undefined) return writeWhole(resolve(adapters.cwd, out), text)
      for await (const piece of text) await adapters.stdout.write(piece)
    })
    return 'ok'
  })
}
