import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import {
  type BelievedEnforcement,
  type Delivery,
  DeliveryState,
  type ReconcileReply,
} from '../../api/contract/delivery.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'
import { asideCommand } from './delivery-aside.ts'

type Options = Common & ConnectOptions
interface ListOptions extends Options {
  readonly endpoint?: string
  readonly target?: string
  readonly state?: Delivery['state'][]
  readonly limit: number
}

/** `haechi delivery list | dead | show | resend | reconcile | aside` */
export function deliveryCommand(adapters: CliAdapters): Command {
  return new Command('delivery')
    .description('See what became of webhooks, send dead letters again, reconcile.')
    .addCommand(listCommand(adapters, 'list', 'List messages to endpoints, newest first.'))
    .addCommand(listCommand(adapters, 'dead', 'List messages that nobody sends any more.'))
    .addCommand(showCommand(adapters))
    .addCommand(resendCommand(adapters))
    .addCommand(reconcileCommand(adapters))
    .addCommand(asideCommand(adapters))
}

function listCommand(adapters: CliAdapters, name: 'list' | 'dead', description: string): Command {
  const command = new Command(name)
    .description(description)
    .option('--endpoint <ID>', 'of this endpoint alone')
    .option('--target <ENTITY>', 'of this target alone, as account:u1')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1000), 100)
  if (name === 'list')
    command.addOption(
      new Option('--state <STATE...>', 'in these states alone').choices(DeliveryState.options),
    )
  return act<ListOptions>(withConnection(command), adapters, async (_, options) => {
    const { endpoint, target, limit } = options
    const states = name === 'dead' ? (['dead'] as const) : options.state
    const { deliveries } = await connect(adapters, options).deliveries.find({
      limit,
      ...(endpoint !== undefined && { endpoint }),
      ...(target !== undefined && { target }),
      ...(states && { states: [...states] }),
    })
    const text = deliveries.length === 0 ? 'There is none.\n' : render(deliveries)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ deliveries })}\n` : text)
    return 'ok'
  })
}

function showCommand(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description('Show a message to an endpoint with every try.')
    .argument('<ID>', 'dlv-…')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const found = await connect(adapters, options).deliveries.get(id)
    const columns = ['WHEN', 'STATUS', 'RESULT', 'MS'].map((heading) => ({ heading }))
    const rows = found.attempts.map(({ at, status, result, ms }) => [
      at.slice(0, 19),
      String(status ?? ''),
      result,
      String(ms),
    ])
    const text = render([found]) + (rows.length === 0 ? '' : `\n${renderTable(columns, rows)}`)
    await adapters.stdout.write(options.json ? `${JSON.stringify(found)}\n` : text)
    return 'ok'
  })
}

function resendCommand(adapters: CliAdapters): Command {
  const command = new Command('resend')
    .description('Send a message again, or all dead letters of an endpoint, each target’s in order.')
    .argument('<ID>', 'of a message (dlv-…) or of an endpoint (end-…)')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const { deliveries } = connect(adapters, options)
    if (id.startsWith('end-')) {
      const sent = await deliveries.resendDead(id)
      const late = sent.overtaken === 0 ? '' : overtakenNote(`${sent.overtaken} of their targets`)
      await adapters.stdout.write(
        options.json ? `${JSON.stringify(sent)}\n` : `${sent.queued} are sent again.\n${late}`,
      )
      return 'ok'
    }
    const sent = await deliveries.resend(id)
    const text = `${id} is sent again.\n${sent.overtaken ? overtakenNote('its target') : ''}`
    await adapters.stdout.write(options.json ? `${JSON.stringify(sent)}\n` : text)
    return 'ok'
  })
}

function overtakenNote(whom: string): string {
  return `Later messages about ${whom} have been delivered meanwhile; \`haechi delivery reconcile\` tells what holds now.\n`
}

interface ReconcileOptions extends Options {
  readonly endpoint?: string
  readonly dryRun?: true
}

function reconcileCommand(adapters: CliAdapters): Command {
  const command = new Command('reconcile')
    .description(
      'Tell again what holds, where it was not delivered; with a list of what is in force, mend the differences.',
    )
    .argument('[FILE]', 'what the platform has in force: NDJSON or a JSON array of {"target", "enforcement"}')
    .option('--endpoint <ID>', 'at this endpoint alone (default: all that are on)')
    .option('--dry-run', 'say what differs and send nothing')
  return act<ReconcileOptions>(withConnection(command), adapters, async ([files], options) => {
    const file = files?.[0]
    const believed = file === undefined ? undefined : readBelieved(resolve(adapters.cwd, file), file)
    const done = await connect(adapters, options).deliveries.reconcile({
      ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
      ...(believed && { believed }),
      ...(options.dryRun && { dryRun: true }),
    })
    await adapters.stdout.write(
      options.json ? `${JSON.stringify(done)}\n` : renderReconciled(done, believed !== undefined),
    )
    return 'ok'
  })
}

function readBelieved(path: string, name: string): BelievedEnforcement[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new CliFailure('usage', `${name} cannot be read; check the path`)
  }
  try {
    if (text.trimStart().startsWith('[')) return JSON.parse(text)
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line)]))
  } catch {
    throw new CliFailure(
      'usage',
      `${name} is neither NDJSON nor a JSON array; write a line such as {"target":"account:u1","enforcement":"mute"} for each`,
    )
  }
}

function renderReconciled(done: ReconcileReply, isCompared: boolean): string {
  const rows = [
    ...done.missing.map(({ target, enforcement }) => ['missing there', target, enforcement]),
    ...done.surplus.map(({ target, enforcement }) => ['too much there', target, enforcement]),
  ]
  const columns = ['WHAT', 'TARGET', 'ENFORCEMENT'].map((heading) => ({ heading }))
  const compared = isCompared
    ? `, ${done.missingCount} missing there, ${done.surplusCount} too much there`
    : ''
  return `${rows.length === 0 ? '' : `${renderTable(columns, rows)}\n`}${done.behind} not delivered${compared}; ${done.sent} sent again.\n`
}

function render(deliveries: readonly Delivery[]): string {
  const columns = [
    ...['ID', 'QUEUED', 'TYPE', 'TARGET', 'STATE'].map((heading) => ({ heading })),
    ...[{ heading: 'TRIES', right: true as const }, { heading: 'LAST' }, { heading: 'NEXT' }],
  ]
  return renderTable(
    columns,
    deliveries.map((one) => [
      one.id,
      one.queuedAt.slice(0, 19),
      one.type,
      one.target,
      one.overtaken && one.state === 'dead' ? 'dead, overtaken' : one.state,
      String(one.tries),
      [one.lastResult ?? '', one.lastStatus ?? ''].join(' ').trim(),
      one.dueAt?.slice(0, 19) ?? '',
    ]),
  )
}
