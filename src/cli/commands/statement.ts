import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

interface ShowOptions extends Common, ConnectOptions {
  readonly language?: string
}
interface ListOptions extends Common, ConnectOptions {
  readonly limit: number
}

/** `haechi statement show | list` */
export function statementCommand(adapters: CliAdapters): Command {
  return new Command('statement')
    .description('Read statements of reasons: what players were told of decisions.')
    .addCommand(showCommand(adapters))
    .addCommand(listCommand(adapters))
}

function showCommand(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description('Read a statement in the words that the player got.')
    .argument('<ID>', 'as sor-…')
    .option('--language <CODE>', 'only this one, as ko or en (default: all)')
  return act<ShowOptions>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const one = await connect(adapters, options).statements.get(id)
    const texts = Object.entries(one.texts).filter(
      ([language]) => options.language === undefined || language === options.language,
    )
    if (texts.length === 0)
      throw new CliFailure(
        'usage',
        `It was given in ${Object.keys(one.texts).join(' and ')}; name one of them`,
      )
    const head = `${one.id}: ${one.kind} to ${one.account}, ${one.at}${one.appealUntil ? `, can be appealed until ${one.appealUntil}` : ''}\n`
    const text = head + texts.map(([language, words]) => `\n[${language}]\n${words}\n`).join('')
    await adapters.stdout.write(options.json ? `${JSON.stringify(one)}\n` : text)
    return 'ok'
  })
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('List what an account was told, newest first.')
    .argument('<ACCOUNT>', 'as account:u1')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1000), 100)
  return act<ListOptions>(withConnection(command), adapters, async ([[account = ''] = []], options) => {
    const found = await connect(adapters, options).statements.find({ account, limit: options.limit })
    const columns = ['ID', 'WHEN', 'KIND', 'POLICY', 'WHAT', 'DECISION'].map((heading) => ({ heading }))
    const rows = found.statements.map((one) => [
      ...[one.id, one.at.slice(0, 19), one.kind, one.policy],
      ...[one.measure?.enforcement ?? one.measure?.verdict ?? one.outcome ?? '', one.decision ?? ''],
    ])
    const text = rows.length === 0 ? `${account} was told nothing.\n` : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify(found)}\n` : text)
    return 'ok'
  })
}
