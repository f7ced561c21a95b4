import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import type { Erasure } from '../../api/contract/records.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { renderTable } from '../table.ts'

interface Options extends Common, ConnectOptions {
  readonly reason?: string
  readonly dryRun?: true
  readonly status?: string | true
  readonly wait: boolean
}

/** How often it is asked how far the erasure is, in ms. */
const ASK_MS = 500

/** `haechi erase ACCOUNT` */
export function eraseCommand(adapters: CliAdapters): Command {
  const command = new Command('erase')
    .description(
      'Erase everything by an account, and its name wherever it stands. Decisions keep verdicts, rules and times.',
    )
    .argument('[ACCOUNT]', 'the account, such as account:u1')
    .option('--reason <TEXT>', 'why, without names of players')
    .option('--dry-run', 'only count what there is')
    .option('--status [ID]', 'show how far an erasure is; without ID: all')
    .option('--no-wait', 'do not wait for the end')
  return act<Options>(withConnection(command), adapters, async ([given = []], options) => {
    const [account] = given
    const { erasures } = connect(adapters, options)
    const { status } = options
    if (status === true) {
      const all = await erasures.list()
      await adapters.stdout.write(options.json ? `${JSON.stringify({ erasures: all })}\n` : renderList(all))
      return 'ok'
    }
    if (status !== undefined) return show(await erasures.get(status))
    if (account === undefined)
      throw new CliFailure('usage', 'Name the account, such as account:u1, or ask with --status')
    const entity = account.includes(':') ? account : `account:${account}`
    const dry = options.dryRun === true
    if (options.reason === undefined && !dry)
      throw new CliFailure(
        'usage',
        'Say why, such as --reason "Asked for by the player"; it is kept with the erasure',
      )
    let found = await erasures.begin({ entity, reason: options.reason ?? 'Counted only', dryRun: dry })
    while (options.wait && found.state === 'running') {
      await sleep(ASK_MS)
      const next = await erasures.get(found.id)
      if (!options.json && next.step !== found.step && next.step !== '')
        await adapters.stderr.write(`${next.step}\n`)
      found = next
    }
    return show(found)

    async function show(one: Erasure): Promise<'ok'> {
      await adapters.stdout.write(options.json ? `${JSON.stringify(one)}\n` : renderErasure(one))
      return 'ok'
    }
  })
}

function renderErasure({ id, state, dryRun, tombstone, counts, notes }: Erasure): string {
  const rows = Object.entries(counts).map(([kind, count]) => [kind, String(count)])
  const title = dryRun ? `${id}: counted, nothing is erased` : `${id}: ${state}; the name is now ${tombstone}`
  const table =
    rows.length === 0
      ? 'Nothing was found.\n'
      : renderTable([{ heading: 'WHAT' }, { heading: 'ROWS', right: true }], rows)
  return `${title}\n${table}${notes.map((note) => `${note}\n`).join('')}`
}

function renderList(erasures: readonly Erasure[]): string {
  if (erasures.length === 0) return 'Nothing was ever erased.\n'
  return renderTable(
    ['ID', 'ASKED', 'STATE', 'STEP', 'BY', 'WHY'].map((heading) => ({ heading })),
    erasures.map(({ id, asked, state, dryRun, step, by, reason }) => [
      ...[id, asked.slice(0, 19), dryRun ? `${state} (dry run)` : state, step, by, reason],
    ]),
  )
}
