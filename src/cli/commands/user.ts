import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { describeUser } from '../describe-user.ts'
import { findUser } from '../find-user.ts'
import { renderTable } from '../table.ts'
import { addCommand, requireTotpCommand, resetCommand, setCommand, turnCommand } from './user-change.ts'
import { acceptCommand, keyCommand, passwordCommand, totpCommand } from './user-self.ts'

type Options = Common & ConnectOptions

/** `haechi user add | list | show | set | disable | enable | reset | require-totp | accept | key | password | totp` */
export function userCommand(adapters: CliAdapters): Command {
  return new Command('user')
    .description('The people who sign in: invite, change and lock out; and what is your own.')
    .addCommand(addCommand(adapters))
    .addCommand(listCommand(adapters))
    .addCommand(showCommand(adapters))
    .addCommand(setCommand(adapters))
    .addCommand(
      turnCommand(adapters, 'disable', 'Disable somebody: no sign-in, no session, no key of theirs.'),
    )
    .addCommand(turnCommand(adapters, 'enable', 'Enable somebody again.'))
    .addCommand(turnCommand(adapters, 'signOut', 'End all sessions of somebody.'))
    .addCommand(resetCommand(adapters))
    .addCommand(requireTotpCommand(adapters))
    .addCommand(acceptCommand(adapters))
    .addCommand(keyCommand(adapters))
    .addCommand(passwordCommand(adapters))
    .addCommand(totpCommand(adapters))
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list').description('List the people who may sign in.')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const users = await connect(adapters, options).users.list()
    const columns = ['ID', 'NAME', 'E-MAIL', 'ROLE', 'WORLDS', 'CLEARANCE', 'STATE', '2ND FACTOR']
    const text = renderTable(
      columns.map((heading) => ({ heading })),
      users.map((user) => [
        ...[user.id, user.name, user.email ?? '', user.role, user.worlds?.join(',') ?? 'all'],
        ...[user.skills.clearance, user.state, user.totp ? 'yes' : 'no'],
      ]),
    )
    await adapters.stdout.write(options.json ? `${JSON.stringify({ users })}\n` : text)
    return 'ok'
  })
}

function showCommand(adapters: CliAdapters): Command {
  const command = new Command('show').description('Show somebody.').argument('<WHO>', 'id or e-mail address')
  return act<Options>(withConnection(command), adapters, async ([[who = ''] = []], options) => {
    const user = await findUser(connect(adapters, options), who)
    await adapters.stdout.write(options.json ? `${JSON.stringify(user)}\n` : `${describeUser(user)}\n`)
    return 'ok'
  })
}
