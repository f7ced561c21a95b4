import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'

interface Options extends Common, ConnectOptions {
  readonly reason: string
  readonly by?: string
}

interface SetOptions extends Options {
  readonly for?: string
  readonly until?: string
  readonly forever?: true
}

/** `haechi labels set` */
export function setLabelCommand(adapters: CliAdapters): Command {
  const command = withReason(
    new Command('set')
      .description('Set a label; the next event feels it. Needs a key with the scope label.')
      .argument('<ENTITY>', 'as account:u1')
      .argument('<LABEL>', 'as labels.yaml names it')
      .option('--for <LENGTH>', 'for how long, as 12h or 7d (default: what labels.yaml says)')
      .option('--until <TIME>', 'until when, as 2027-01-31T09:00:00Z')
      .option('--forever', 'without an end'),
  )
  return act<SetOptions>(
    withConnection(command),
    adapters,
    async ([[entity = ''] = [], [label = ''] = []], options) => {
      const { reason, by, for: length, until, forever } = options
      if ([length, until, forever].filter((one) => one !== undefined).length > 1)
        throw new CliFailure('usage', 'Give one of --for, --until and --forever')
      const set = await connect(adapters, options).labels.set({
        ...{ entity, label, reason, via: 'cli' },
        ...(by === undefined ? {} : { by }),
        ...(length === undefined ? {} : { for: length }),
        ...(until === undefined ? {} : { until }),
        ...(forever ? { until: null } : {}),
      })
      const end = set.until === null ? 'for ever' : `until ${set.until}`
      await adapters.stdout.write(
        `${options.json ? JSON.stringify(set) : `${entity} bears ${label} now, ${end}.`}\n`,
      )
      return 'ok'
    },
  )
}

/** `haechi labels remove` */
export function removeLabelCommand(adapters: CliAdapters): Command {
  const command = withReason(
    new Command('remove')
      .description('Take a label off, whoever set it. Needs a key with the scope label.')
      .argument('<ENTITY>', 'as account:u1')
      .argument('<LABEL>', 'as labels.yaml names it'),
  )
  return act<Options>(
    withConnection(command),
    adapters,
    async ([[entity = ''] = [], [label = ''] = []], options) => {
      const { reason, by } = options
      const removed = await connect(adapters, options).labels.remove({
        ...{ entity, label, reason, via: 'cli' },
        ...(by === undefined ? {} : { by }),
      })
      const text = removed ? `Took ${label} off ${entity}.` : `${entity} did not bear ${label}.`
      await adapters.stdout.write(`${options.json ? JSON.stringify({ entity, label, removed }) : text}\n`)
      return 'ok'
    },
  )
}

function withReason(command: Command): Command {
  return command
    .requiredOption('--reason <TEXT>', 'why: a sentence for whoever asks later')
    .option('--by <NAME>', 'who asks, where several people share a key')
}
