import { Command } from 'commander'
import type { Enforcement } from '../../api/contract/enforcements.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { pages } from '../pages.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'
import { applyEnforcementCommand, reverseEnforcementCommand } from './enforcement-act.ts'
import { chainCommand } from './enforcement-chain.ts'
import { previewCommand } from './enforcement-preview.ts'

interface ListOptions extends Common, ConnectOptions {
  readonly all?: true
  readonly enforcement?: string
  readonly policy?: string
  readonly world?: string
  readonly limit: number
}

/** `haechi enforcement list | show | chain | apply | reverse | preview` */
export function enforcementCommand(adapters: CliAdapters): Command {
  return new Command('enforcement')
    .description('Show what accounts, items and rooms are under; enforce and take back by hand.')
    .addCommand(listCommand(adapters))
    .addCommand(showCommand(adapters))
    .addCommand(chainCommand(adapters))
    .addCommand(applyEnforcementCommand(adapters))
    .addCommand(reverseEnforcementCommand(adapters))
    .addCommand(previewCommand(adapters))
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('Show what is in force: everywhere, or on an account, item or room.')
    .argument('[TARGET]', 'as account:u1 (default: all)')
    .option('--all', 'also what has ended')
    .option('--enforcement <NAME>', 'only those of this name')
    .option('--policy <ID>', 'only those under this policy, as harassment.insult')
    .option('--world <WORLD>', 'only those in this world')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1_000_000), 100)
  return act<ListOptions>(withConnection(command), adapters, async ([[target] = [undefined]], options) => {
    const { enforcement, policy, world } = options
    const { enforcements } = connect(adapters, options)
    const found = await pages(options.limit, async (limit, before?: string) => {
      const page = await enforcements.find({
        ...{ limit, all: options.all ?? false },
        ...(target === undefined ? {} : { target }),
        ...(enforcement === undefined ? {} : { enforcement }),
        ...(policy === undefined ? {} : { policy }),
        ...(world === undefined ? {} : { world }),
        ...(before === undefined ? {} : { before }),
      })
      return { items: page.enforcements, next: page.next }
    })
    const text =
      found.length === 0
        ? target === undefined
          ? 'There is none.\n'
          : `${target} is under nothing.\n`
        : renderEnforcements(found)
    await adapters.stdout.write(
      options.json ? `${JSON.stringify({ target: target ?? null, enforcements: found })}\n` : text,
    )
    return 'ok'
  })
}

function showCommand(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description('Show an enforcement with everything that holds it.')
    .argument('<ID>', 'as enf-…')
  return act<Common & ConnectOptions>(
    withConnection(command),
    adapters,
    async ([[id = ''] = []], options) => {
      const one = await connect(adapters, options).enforcements.get(id)
      await adapters.stdout.write(options.json ? `${JSON.stringify(one)}\n` : renderEnforcement(one))
      return 'ok'
    },
  )
}

function renderEnforcements(found: readonly Enforcement[]): string {
  const columns = ['ID', 'WHAT', 'ON', 'STATE', 'FROM', 'UNTIL', 'POLICY'].map((heading) => ({ heading }))
  return renderTable(
    columns,
    found.map((one) => [
      one.id,
      nameOf(one),
      one.target,
      one.state,
      one.from.slice(0, 19),
      one.until?.slice(0, 19) ?? 'for ever',
      one.causes.at(-1)?.policy ?? '',
    ]),
  )
}

/** An enforcement in lines, its causes below. */
export function renderEnforcement(one: Enforcement): string {
  const columns = ['WHY', 'POLICY', 'DECISION', 'SINCE', 'UNTIL', 'TAKEN BACK'].map((heading) => ({
    heading,
  }))
  const causes = one.causes.map((cause) => [
    cause.kind === 'rule'
      ? `rule ${cause.rule}`
      : cause.kind === 'threshold'
        ? `strikes reached ${cause.threshold?.at}`
        : `${cause.by ?? ''}${cause.reason ? `: ${cause.reason}` : ''}`,
    cause.policy,
    cause.decision ?? '',
    cause.at.slice(0, 19),
    cause.until?.slice(0, 19) ?? 'for ever',
    cause.reversedAt?.slice(0, 19) ?? '',
  ])
  const end = one.until === null ? 'for ever' : `until ${one.until}`
  return `${one.id}: ${nameOf(one)} on ${one.target}, ${one.state}, from ${one.from} ${end}.\n${renderTable(columns, causes)}`
}

function nameOf({ enforcement, params }: Enforcement): string {
  const values = Object.entries(params).map(([name, value]) => `${name}=${value}`)
  return [enforcement, ...values].join(' ')
}
