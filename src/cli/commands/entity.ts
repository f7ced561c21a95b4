import { Command } from 'commander'
import type { EntityReply, NeighboursReply } from '../../api/contract/entities.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, ConnectOptions {
  readonly days: number
}

/** `haechi entity show` */
export function entityCommand(adapters: CliAdapters): Command {
  return new Command('entity')
    .description('Show what is known of an account, room, item or device.')
    .addCommand(showCommand(adapters))
}

function showCommand(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description('Labels, strikes, enforcements, what it did, and the accounts that share something with it.')
    .argument('<ENTITY>', 'as account:u1')
    .option('--days <N>', 'how far back the history is looked at', wholeNumber(1, 400), 30)
  return act<Options>(withConnection(command), adapters, async ([[entity = ''] = []], options) => {
    const { entities } = connect(adapters, options)
    const { days } = options
    const found = await entities.find(entity, days)
    const neighbours =
      found.history !== null && entity.startsWith('account:')
        ? await entities.neighbours(entity, { days })
        : undefined
    const json = `${JSON.stringify({ ...found, shared: neighbours?.shared ?? null })}\n`
    await adapters.stdout.write(options.json ? json : render(found, neighbours, days))
    return 'ok'
  })
}

function render(found: EntityReply, neighbours: NeighboursReply | undefined, days: number): string {
  const { entity, labels, strikes, enforcements, history } = found
  const counts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ') || 'none'
  const lines = [
    entity,
    `labels        ${labels.map(({ label }) => label).join(', ') || 'none'}`,
    ...(strikes === null ? [] : [`strikes       ${strikes.sum} now, ${strikes.standing} standing`]),
    ...(enforcements === null
      ? []
      : [
          `in force      ${enforcements.map(({ enforcement, id }) => `${enforcement} (${id})`).join(', ') || 'nothing'}`,
        ]),
    ...(history === null
      ? ['no history is kept there']
      : [
          `${`last ${days} d`.padEnd(13)} ${history.acted} events by it, ${history.met} with it`,
          `verdicts      ${counts(history.verdicts)}`,
          `worlds        ${history.worlds.join(', ') || 'none'}`,
          `seen          ${history.firstSeen?.slice(0, 19) ?? 'never'} to ${history.lastSeen?.slice(0, 19) ?? 'never'}`,
        ]),
    ...(neighbours?.shared ?? []).map(({ kind, name, accounts, common, with: others }) => {
      const what = kind === 'link' ? `${name}` : kind
      const who = common
        ? 'too many to say anything'
        : others
            .slice(0, 5)
            .map((one) => one.entity)
            .join(', ')
      return `shares        a ${what} with ${accounts} accounts: ${who}`
    }),
  ]
  return lines.map((line) => `${line}\n`).join('')
}
