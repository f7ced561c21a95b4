import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

interface ListOptions extends Common, ConnectOptions {
  readonly limit: number
}
interface ReverseOptions extends Common, ConnectOptions {
  readonly reason: string
  readonly by?: string
}

/** `haechi strikes list | reverse` */
export function strikesCommand(adapters: CliAdapters): Command {
  return new Command('strikes')
    .description('Show the strikes of an account, and take one back.')
    .addCommand(listCommand(adapters))
    .addCommand(reverseCommand(adapters))
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('Show the strikes of an account, newest first, and what they come to.')
    .argument('<ACCOUNT>', 'as account:u1')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1000), 100)
  return act<ListOptions>(withConnection(command), adapters, async ([[account = ''] = []], options) => {
    const found = await connect(adapters, options).strikes.find({ account, limit: options.limit })
    const columns = ['ID', 'WEIGHT', 'STATE', 'POLICY', 'WHEN', 'EXPIRES', 'DECISION'].map((heading) => ({
      heading,
    }))
    const rows = found.strikes.map((one) => [
      ...[one.id, String(one.weight), one.state, one.policy],
      ...[one.at.slice(0, 19), one.expires.slice(0, 19), one.decision ?? ''],
    ])
    const table = rows.length === 0 ? '' : renderTable(columns, rows)
    const text = `The strikes of ${account} come to ${found.sum} now.\n${table}`
    await adapters.stdout.write(options.json ? `${JSON.stringify(found)}\n` : text)
    return 'ok'
  })
}

function reverseCommand(adapters: CliAdapters): Command {
  const command = new Command('reverse')
    .description('Take a strike back, and what only it made a threshold fire.')
    .argument('<ID>', 'as str-…')
    .requiredOption('--reason <TEXT>', 'why: a sentence for whoever asks later')
    .option('--by <NAME>', 'who asks, where several people share a key')
  return act<ReverseOptions>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const { reason, by } = options
    const one = await connect(adapters, options).strikes.reverse(id, {
      reason,
      ...(by === undefined ? {} : { by }),
    })
    const text = `${id} on ${one.account} counts no more.`
    await adapters.stdout.write(`${options.json ? JSON.stringify(one) : text}\n`)
    return 'ok'
  })
}
