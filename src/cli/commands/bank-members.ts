import { Command, Option } from 'commander'
import type { BankMemberReply } from '../../api/contract/banks.ts'
import { MEMBER_STATES, type MemberState } from '../../core/member-state.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'
import { memberNumber } from './bank-acts.ts'

type Options = Common &
  ConnectOptions & { readonly state?: MemberState; readonly after?: string; readonly limit?: number }

/** `haechi bank members BANK [MEMBER]` */
export function bankMembersCommand(adapters: CliAdapters): Command {
  const command = new Command('members')
    .description('List members of a bank of hashes, without the hashes; with a MEMBER, what it matched.')
    .argument('<BANK>', 'the bank of hashes')
    .argument('[MEMBER]', 'number of one member')
    .addOption(new Option('--state <STATE>', 'only those in this state').choices([...MEMBER_STATES]))
    .option('--after <MEMBER>', 'the page behind this member')
    .option('--limit <N>', 'at most so many, up to 1000', wholeNumber(1, 1000), 100)
  return act<Options>(withConnection(command), adapters, async ([[bank = ''] = [], one = []], options) => {
    const { banks } = connect(adapters, options)
    const { stdout } = adapters
    if (one[0] !== undefined) {
      const number = memberNumber(one[0])
      const [member, matches] = await Promise.all([banks.member(bank, number), banks.matches(bank, number)])
      await stdout.write(
        options.json
          ? `${JSON.stringify({ ...member, matched: matches })}\n`
          : `${table([member])}${matches.map(({ at, media, decision, alone, counted }) => `  ${at}  ${media}  ${decision ?? '-'}${alone ? '  on it alone' : ''}${counted ? '  counted' : ''}\n`).join('')}`,
      )
      return 'ok'
    }
    const page = await banks.members(bank, {
      ...(options.state !== undefined && { state: options.state }),
      ...(options.after !== undefined && { after: String(memberNumber(options.after)) }),
      limit: String(options.limit),
    })
    await stdout.write(options.json ? `${JSON.stringify(page)}\n` : table(page.members))
    if (!options.json && page.after !== null) await stdout.write(`More: --after ${page.after}\n`)
    return 'ok'
  })
}

function table(members: readonly BankMemberReply[]): string {
  return renderTable(
    [
      { heading: 'MEMBER', right: true },
      { heading: 'TYPE' },
      { heading: 'STATE' },
      { heading: 'MATCHES', right: true },
      { heading: 'SOURCE' },
      { heading: 'CHANGED' },
      { heading: 'WHY' },
    ],
    members.map(({ member, type, state, matches, source, changedAt, why }) => [
      ...[String(member), type, state, String(matches), source, changedAt.slice(0, 16), why ?? ''],
    ]),
  )
}
