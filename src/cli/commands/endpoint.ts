import { Command } from 'commander'
import type { AddedEndpoint, Endpoint } from '../../api/contract/delivery.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'

type Options = Common & ConnectOptions

/** `haechi endpoint add | list | rotate | pause | resume | test | remove` */
export function endpointCommand(adapters: CliAdapters): Command {
  return new Command('endpoint')
    .description('Say where webhooks go: enforcements, statements of reasons, appeals.')
    .addCommand(addCommand(adapters))
    .addCommand(listCommand(adapters))
    .addCommand(rotateCommand(adapters))
    .addCommand(pauseCommand(adapters))
    .addCommand(
      oneCommand(
        adapters,
        'resume',
        'Send again to an endpoint that was paused, is gone, or does not take messages.',
      ),
    )
    .addCommand(testCommand(adapters))
    .addCommand(
      oneCommand(adapters, 'remove', 'Remove an endpoint, with its secret and all that waits for it.'),
    )
}

function addCommand(adapters: CliAdapters): Command {
  const command = new Command('add')
    .description('Add an endpoint and show its secret, this once.')
    .argument('<URL>', 'as https://hooks.example.com/haechi')
    .option('--type <TYPE...>', 'types of messages that it wants, as enforcement.applied (default: all)')
    .option('--description <TEXT>', 'what it is for')
  return act<Options & { type?: string[]; description?: string }>(
    withConnection(command),
    adapters,
    async ([[url = ''] = []], options) => {
      const added = await connect(adapters, options).endpoints.add({
        url,
        ...(options.type && { types: options.type }),
        ...(options.description !== undefined && { description: options.description }),
      })
      return showSecret(adapters, options, added)
    },
  )
}

function rotateCommand(adapters: CliAdapters): Command {
  const command = new Command('rotate')
    .description('Give an endpoint a new secret and show it, this once.')
    .argument('<ID>', 'as `haechi endpoint list` shows it')
    .option('--keep <TIME>', 'how long the secret until now signs too', '24h')
  return act<Options & { keep: string }>(
    withConnection(command),
    adapters,
    async ([[id = ''] = []], options) =>
      showSecret(adapters, options, await connect(adapters, options).endpoints.rotate(id, options.keep)),
  )
}

function pauseCommand(adapters: CliAdapters): Command {
  const command = new Command('pause')
    .description('Send nothing to an endpoint for now; messages wait.')
    .argument('<ID>', 'as `haechi endpoint list` shows it')
    .option('--why <TEXT>', 'for whoever looks at the list')
  return act<Options & { why?: string }>(
    withConnection(command),
    adapters,
    async ([[id = ''] = []], options) => {
      const paused = await connect(adapters, options).endpoints.pause(id, options.why)
      await adapters.stdout.write(options.json ? `${JSON.stringify(paused)}\n` : `${id} is paused.\n`)
      return 'ok'
    },
  )
}

function oneCommand(adapters: CliAdapters, name: 'resume' | 'remove', description: string): Command {
  const command = new Command(name)
    .description(description)
    .argument('<ID>', 'as `haechi endpoint list` shows it')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const answer = await connect(adapters, options).endpoints[name](id)
    const text = `${id} is ${name === 'resume' ? 'on' : 'removed'}.\n`
    await adapters.stdout.write(options.json ? `${JSON.stringify(answer ?? { id, removed: true })}\n` : text)
    return 'ok'
  })
}

function testCommand(adapters: CliAdapters): Command {
  const command = new Command('test')
    .description('Send a message of type ping now; exit code 1 when it is not taken.')
    .argument('<ID>', 'as `haechi endpoint list` shows it')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const answer = await connect(adapters, options).endpoints.test(id)
    const status = answer.status === null ? '' : ` (status ${answer.status})`
    const text = `${answer.delivered ? 'Delivered' : `Not delivered: ${answer.result}`}${status}, after ${Math.round(answer.ms)} ms.\n`
    await adapters.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : text)
    return answer.delivered ? 'ok' : 'negative'
  })
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list').description('List the endpoints and how they do; never the secrets.')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const endpoints = await connect(adapters, options).endpoints.list()
    const text =
      endpoints.length === 0
        ? 'There is no endpoint; add one with `haechi endpoint add URL`.\n'
        : render(endpoints)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ endpoints })}\n` : text)
    return 'ok'
  })
}

async function showSecret(adapters: CliAdapters, options: Options, added: AddedEndpoint): Promise<'ok'> {
  await adapters.stdout.write(options.json ? `${JSON.stringify(added)}\n` : `${added.secret}\n`)
  if (!options.json)
    await adapters.stderr.write(`Secret of ${added.id}. Keep it now: it is not shown again.\n`)
  return 'ok'
}

function render(endpoints: readonly Endpoint[]): string {
  const columns = [
    ...[{ heading: 'ID' }, { heading: 'URL' }, { heading: 'TYPES' }, { heading: 'STATE' }],
    ...[
      { heading: 'WAITING', right: true as const },
      { heading: 'DEAD', right: true as const },
      { heading: 'LAST TAKEN' },
    ],
  ]
  return renderTable(
    columns,
    endpoints.map((one) => [
      one.id,
      one.url,
      one.types?.join(',') ?? 'all',
      stateOf(one),
      String(one.waiting),
      String(one.dead),
      one.deliveredAt?.slice(0, 19) ?? 'never',
    ]),
  )
}

function stateOf({ state, breaker }: Endpoint): string {
  if (state !== 'on' || breaker.state === 'closed') return state
  return `takes nothing since ${breaker.openedAt?.slice(0, 19)}`
}
