import { Command } from 'commander'
import type { BankReply } from '../../api/contract/banks.ts'
import type { MemberAct } from '../../client/bank-calls.ts'
import type { Client } from '../../client/client.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { counted } from '../counted.ts'
import { CliFailure } from '../failure.ts'

type Options = Common & ConnectOptions & { readonly why?: string }

const MEMBER_ACTS: readonly (readonly [MemberAct, string])[] = [
  ['confirm', 'Say that a member is right: the flood guard leaves it alone.'],
  [
    'dispute',
    'Say that a member is wrong: it matches nothing any more. Of a sealed bank two people must say so.',
  ],
  ['release', 'Let a member out of quarantine: it is right, however much it matches.'],
  ['withdraw', 'Take a member back, whatever a feed says later. Of a sealed bank two people must say so.'],
]

/** `haechi bank confirm | dispute | release | withdraw BANK MEMBER` */
export function memberActCommands(adapters: CliAdapters): Command[] {
  return MEMBER_ACTS.map(([what, description]) => {
    const command = new Command(what)
      .description(description)
      .argument('<BANK>', 'the bank of hashes')
      .argument('<MEMBER>', 'number of the member, as `haechi bank members` shows it')
      .option('--why <TEXT>', 'why, for whoever looks later')
    return act<Options>(
      withConnection(command),
      adapters,
      async ([[bank = ''] = [], [member = ''] = []], options) => {
        const request = options.why === undefined ? {} : { why: options.why }
        const done = await connect(adapters, options).banks.act(bank, memberNumber(member), what, request)
        const again = done.jobs > 0 ? `; ${counted(done.jobs, 'job')} opened for what stood on it alone` : ''
        const second =
          done.state === 'questioned' ? ': another person must say so; till then whoever matches is held' : ''
        await adapters.stdout.write(
          options.json
            ? `${JSON.stringify(done)}\n`
            : `${bank}/${done.member} is ${done.state}${second}${again}\n`,
        )
        return 'ok'
      },
    )
  })
}

/** `haechi bank enable | disable | share BANK` */
export function bankSettingCommands(adapters: CliAdapters): Command[] {
  const setting = (
    command: Command,
    set: (client: Client, bank: string, value: string) => Promise<BankReply>,
  ) =>
    act<Options>(
      withConnection(command),
      adapters,
      async ([[bank = ''] = [], [value = ''] = []], options) => {
        const done = await set(connect(adapters, options), bank, value)
        const undeclared = done.declared
          ? ''
          : '; the live pack does not declare it, so that it matches nothing'
        await adapters.stdout.write(
          options.json
            ? `${JSON.stringify(done)}\n`
            : `${bank} is ${done.enabled ? 'on' : 'off'}, for ${done.share * 100} % of files${undeclared}\n`,
        )
        return 'ok'
      },
    )
  const named = (name: string, description: string) =>
    new Command(name).description(description).argument('<BANK>', 'the bank of hashes')
  return [
    setting(named('enable', 'Let a bank of hashes match, whatever the pack says.'), (client, bank) =>
      client.banks.set(bank, { enabled: true }),
    ),
    setting(named('disable', 'Let a bank of hashes match nothing, whatever the pack says.'), (client, bank) =>
      client.banks.set(bank, { enabled: false }),
    ),
    setting(
      named('share', 'Hold only a share of files against a bank of hashes, drawn by their ids.').argument(
        '<SHARE>',
        'a share such as 0.1 or 10%, or `pack`: switch and share as the pack says',
      ),
      (client, bank, value) =>
        client.banks.set(bank, value === 'pack' ? { enabled: null, share: null } : { share: shareOf(value) }),
    ),
  ]
}

export function memberNumber(text: string): number {
  if (!/^[1-9][0-9]{0,9}$/.test(text))
    throw new CliFailure(
      'usage',
      `"${text}" is not the number of a member; \`haechi bank members\` lists them`,
    )
  return Number(text)
}

function shareOf(text: string): number {
  const [, digits, percent] = /^([0-9]+(?:\.[0-9]+)?)(%?)$/.exec(text) ?? []
  const share = Number(digits) / (percent === '%' ? 100 : 1)
  if (!(share >= 0 && share <= 1))
    throw new CliFailure(
      'usage',
      `"${text}" is not a share; give one from 0 to 1, such as 0.1 or 10%, or \`pack\``,
    )
  return share
}
