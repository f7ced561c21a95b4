import { Command, Option } from 'commander'
import { HASH_TYPE_NAMES, type HashType, isMatched } from '../../core/hash-type.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'

type Options = Common & ConnectOptions & { readonly type: HashType; readonly source?: string }

/** `haechi bank add-hash BANK HASH` */
export function bankAddHashCommand(adapters: CliAdapters): Command {
  const command = new Command('add-hash')
    .description('Add one hash to a bank of hashes; `haechi hash FILE` prints that of a file.')
    .argument('<BANK>', 'the bank of hashes')
    .argument(
      '<HASH>',
      'hexadecimal; of a short vpdq, JSON as ThreatExchange writes it (a longer one: `haechi bank import`)',
    )
    .addOption(
      new Option('--type <TYPE>', 'its kind').choices(HASH_TYPE_NAMES.filter(isMatched)).default('pdq'),
    )
    .option('--source <TEXT>', 'where it is from')
  return act<Options>(
    withConnection(command),
    adapters,
    async ([[bank = ''] = [], [hash = ''] = []], options) => {
      const { type, source } = options
      const request = { type, hash, ...(source !== undefined && { source }) }
      const member = await connect(adapters, options).banks.add(bank, request)
      await adapters.stdout.write(
        options.json ? `${JSON.stringify(member)}\n` : `${bank}/${member.member} is ${member.state}\n`,
      )
      return 'ok'
    },
  )
}
