import { Command, InvalidArgumentError, Option } from 'commander'
import { KeyScope } from '../../access/capability.ts'
import type { Key } from '../../api/contract/keys.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { findUser } from '../find-user.ts'
import { renderTable } from '../table.ts'

type Options = Common & ConnectOptions

interface CreateOptions extends Options {
  readonly scope: KeyScope[]
  readonly world?: string[]
  readonly rate?: number
  readonly user?: string
}

/** `haechi keys create | list | revoke` */
export function keysCommand(adapters: CliAdapters): Command {
  return new Command('keys')
    .description('Create, list and revoke API keys; needs a key with the scope admin.')
    .addCommand(createCommand(adapters))
    .addCommand(listCommand(adapters))
    .addCommand(revokeCommand(adapters))
}

function createCommand(adapters: CliAdapters): Command {
  const command = new Command('create')
    .description('Create a key and show it, this once.')
    .argument('<NAME>', 'what the key is for, such as game-server')
    .addOption(
      new Option('--scope <SCOPE...>', 'what it may do')
        .choices(KeyScope.options)
        .default(['screen'], 'screen'),
    )
    .option('--world <WORLD...>', 'the worlds that it may speak for (default: all)')
    .option('--user <WHO>', 'id or e-mail address of the person for whom it speaks (default: a machine)')
    .option('--rate <N>', "events a second (default: the service's)", rate)
  return act<CreateOptions>(withConnection(command), adapters, async ([[name = ''] = []], options) => {
    const client = connect(adapters, options)
    const { user } = options
    const key = await client.keys.create({
      name,
      scopes: options.scope,
      ...(options.world && { worlds: options.world }),
      ...(options.rate !== undefined && { ratePerSecond: options.rate }),
      ...(user !== undefined && { user: (await findUser(client, user)).id }),
    })
    const text = `${key.secret}\n`
    await adapters.stdout.write(options.json ? `${JSON.stringify(key)}\n` : text)
    if (!options.json)
      await adapters.stderr.write(
        `Key ${key.id} (${key.name}: ${key.scopes.join(', ')}). Keep it now: it is not shown again.\n`,
      )
    return 'ok'
  })
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list').description('List the keys; never the secrets.')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const keys = await connect(adapters, options).keys.list()
    await adapters.stdout.write(options.json ? `${JSON.stringify({ keys })}\n` : renderKeys(keys))
    return 'ok'
  })
}

function revokeCommand(adapters: CliAdapters): Command {
  const command = new Command('revoke')
    .description('Revoke a key; it stops working at once.')
    .argument('<ID>', 'id of the key, as `haechi keys list` shows it')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const key = await connect(adapters, options).keys.revoke(id)
    const text = `Revoked ${key.id} (${key.name}).`
    await adapters.stdout.write(`${options.json ? JSON.stringify(key) : text}\n`)
    return 'ok'
  })
}

function renderKeys(keys: readonly Key[]): string {
  return renderTable(
    [
      { heading: 'ID' },
      { heading: 'NAME' },
      { heading: 'SCOPES' },
      { heading: 'WORLDS' },
      { heading: 'RATE', right: true },
      { heading: 'CREATED' },
      { heading: 'REVOKED' },
    ],
    keys.map((key) => [
      key.id,
      key.name,
      key.scopes.join(','),
      key.worlds?.join(',') ?? 'all',
      key.ratePerSecond === null ? 'default' : `${key.ratePerSecond}/s`,
      key.createdAt.slice(0, 16),
      key.revokedAt?.slice(0, 16) ?? '',
    ]),
  )
}

function rate(text: string): number {
  const value = Number(text)
  if (Number.isFinite(value) && value > 0 && value <= 1_000_000) return value
  throw new InvalidArgumentError('Give a number of events a second, up to 1000000.')
}
