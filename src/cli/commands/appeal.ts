import { Command, Option } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

interface FileOptions extends Common, ConnectOptions {
  readonly account: string
  readonly text: string
  readonly id?: string
}
interface ListOptions extends Common, ConnectOptions {
  readonly account?: string
  readonly state?: 'open' | 'upheld' | 'overturned'
  readonly limit: number
}

/** `haechi appeal file | show | list` */
export function appealCommand(adapters: CliAdapters): Command {
  return new Command('appeal')
    .description('Hand in appeals, and see what became of them.')
    .addCommand(fileCommand(adapters))
    .addCommand(showCommand(adapters))
    .addCommand(listCommand(adapters))
}

function fileCommand(adapters: CliAdapters): Command {
  const command = new Command('file')
    .description('Hand in an appeal on behalf of a player. Needs a key with the scope report.')
    .argument('<ABOUT>', 'the statement (sor-…), enforcement (enf-…) or decision (d-…)')
    .requiredOption('--account <ACCOUNT>', 'who appeals, as account:u1')
    .requiredOption('--text <TEXT>', "the player's own words")
    .option('--id <ID>', 'your own id of the appeal: sent again, it counts once')
  return act<FileOptions>(withConnection(command), adapters, async ([[about = ''] = []], options) => {
    const { account, text, id } = options
    const filed = await connect(adapters, options).appeals.file({
      ...{ about, account, text },
      ...(id === undefined ? {} : { id }),
    })
    const line = `${filed.id}: received; somebody who did not judge first will look at it.`
    await adapters.stdout.write(`${options.json ? JSON.stringify(filed) : line}\n`)
    return 'ok'
  })
}

function showCommand(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description('Show what became of an appeal.')
    .argument('<ID>', 'as app-…')
  return act<Common & ConnectOptions>(
    withConnection(command),
    adapters,
    async ([[id = ''] = []], options) => {
      const one = await connect(adapters, options).appeals.get(id)
      const state = one.decidedAt === null ? one.state : `${one.state} on ${one.decidedAt}`
      const line = `${one.id}: ${state}; about ${one.decision ?? one.enforcement} (${one.policy}), received ${one.at}.`
      await adapters.stdout.write(`${options.json ? JSON.stringify(one) : line}\n`)
      return 'ok'
    },
  )
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('List appeals, newest first.')
    .option('--account <ACCOUNT>', 'only of this one')
    .addOption(new Option('--state <STATE>', 'only these').choices(['open', 'upheld', 'overturned']))
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1000), 100)
  return act<ListOptions>(withConnection(command), adapters, async (_, options) => {
    const { account, state, limit } = options
    const found = await connect(adapters, options).appeals.find({
      limit,
      ...(account === undefined ? {} : { account }),
      ...(state === undefined ? {} : { state }),
    })
    const columns = ['ID', 'WHEN', 'STATE', 'ACCOUNT', 'POLICY', 'ABOUT'].map((heading) => ({ heading }))
    const rows = found.appeals.map((one) => [
      ...[one.id, one.at.slice(0, 19), one.state, one.account, one.policy],
      one.decision ?? one.enforcement ?? one.statement,
    ])
    const text = rows.length === 0 ? 'There are no appeals.\n' : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify(found)}\n` : text)
    return 'ok'
  })
}
