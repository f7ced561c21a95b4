import { Command } from 'commander'
import type { Chain } from '../../api/contract/acts.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'

/** `haechi enforcement chain` */
export function chainCommand(adapters: CliAdapters): Command {
  const command = new Command('chain')
    .description('Show everything that belongs to one matter, from the decision to its reversal.')
    .argument('<ID>', 'of a decision, job, enforcement, strike, statement or appeal')
  return act<Common & ConnectOptions>(
    withConnection(command),
    adapters,
    async ([[id = ''] = []], options) => {
      const chain = await connect(adapters, options).enforcements.chain(id)
      await adapters.stdout.write(options.json ? `${JSON.stringify(chain)}\n` : renderChain(chain))
      return 'ok'
    },
  )
}

type Row = readonly [at: string | null, what: string, id: string, how: string]

function renderChain(chain: Chain): string {
  const rows: Row[] = [
    ...chain.decisions.map((one): Row => [one.at, 'decision', one.id, one.verdict]),
    ...chain.jobs.map(
      (one): Row => [one.createdAt, 'job', one.job, `${one.queue}, ${one.outcome ?? one.state}`],
    ),
    ...chain.strikes.map((one): Row => [one.at, 'strike', one.id, `${one.weight}, ${one.state}`]),
    ...chain.enforcements.map(
      (one): Row => [...([one.from, 'enforcement', one.id, `${one.enforcement}, ${one.state}`] as const)],
    ),
    ...chain.statements.map((one): Row => [one.at, 'statement', one.id, one.kind]),
    ...chain.appeals.map((one): Row => [one.at, 'appeal', one.id, one.state]),
    ...chain.reversals.map((one): Row => [one.at, 'taken back', one.decision, '']),
  ]
  // Of a blind job it is not told when it came.
  const sorted = rows.toSorted(([a], [b]) => Date.parse(a ?? '') - Date.parse(b ?? '') || 0)
  const columns = ['WHEN', 'WHAT', 'ID', 'HOW'].map((heading) => ({ heading }))
  return renderTable(
    columns,
    sorted.map(([at, ...rest]) => [at?.slice(0, 19) ?? '', ...rest]),
  )
}
