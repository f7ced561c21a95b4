import { Command } from 'commander'
import type { Hold } from '../../api/contract/records.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { renderTable } from '../table.ts'

type Options = Common & ConnectOptions

/** `haechi hold set | list | lift` */
export function holdCommand(adapters: CliAdapters): Command {
  return new Command('hold')
    .description('Legal holds: nothing by or about an account goes, by erasure or for its age.')
    .addCommand(setCommand(adapters))
    .addCommand(listCommand(adapters))
    .addCommand(liftCommand(adapters))
}

function setCommand(adapters: CliAdapters): Command {
  const command = new Command('set')
    .description('Hold everything by and about an account.')
    .argument('<ACCOUNT>', 'the account, such as account:u1')
    .requiredOption('--reason <TEXT>', 'why, such as the number of the case')
    .option('--until <TIME>', 'until when (default: until it is lifted)')
  return act<Options & { reason: string; until?: string }>(
    withConnection(command),
    adapters,
    async ([[account = ''] = []], options) => {
      const entity = account.includes(':') ? account : `account:${account}`
      const { reason, until } = options
      const untilMs = until === undefined ? undefined : Date.parse(until)
      if (untilMs !== undefined && Number.isNaN(untilMs))
        throw new CliFailure('usage', `--until ${until} is no time; write 2027-01-01 or 2027-01-01T09:00:00Z`)
      const hold = await connect(adapters, options).holds.set({
        ...{ entity, reason },
        ...(untilMs === undefined ? {} : { until: new Date(untilMs).toISOString() }),
      })
      await adapters.stdout.write(options.json ? `${JSON.stringify(hold)}\n` : `${hold.id}\n`)
      return 'ok'
    },
  )
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list').description('List legal holds, newest first.')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const holds = await connect(adapters, options).holds.list()
    await adapters.stdout.write(options.json ? `${JSON.stringify({ holds })}\n` : render(holds))
    return 'ok'
  })
}

function liftCommand(adapters: CliAdapters): Command {
  const command = new Command('lift')
    .description('Lift a legal hold; what it kept from an erasure is erased then.')
    .argument('<ID>', 'id of the hold, as `haechi hold list` shows it')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const hold = await connect(adapters, options).holds.lift(id)
    await adapters.stdout.write(options.json ? `${JSON.stringify(hold)}\n` : `Lifted ${hold.id}.\n`)
    return 'ok'
  })
}

function render(holds: readonly Hold[]): string {
  if (holds.length === 0) return 'There is no legal hold.\n'
  return renderTable(
    ['ID', 'ENTITY', 'STATE', 'UNTIL', 'SET', 'BY', 'WHY'].map((heading) => ({ heading })),
    holds.map(({ id, entity, active, until, lifted, set, setBy, reason }) => [
      ...[id, entity, active ? 'active' : lifted === null ? 'over' : 'lifted'],
      ...[until?.slice(0, 19) ?? 'lifted', set.slice(0, 19), setBy, reason],
    ]),
  )
}
