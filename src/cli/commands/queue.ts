import { Command } from 'commander'
import type { JobRow } from '../../api/contract/job-rows.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'

type Options = Common & ConnectOptions

/** `haechi queue list | show` */
export function queueCommand(adapters: CliAdapters): Command {
  return new Command('queue')
    .description('Show the queues of jobs.')
    .addCommand(listCommand(adapters))
    .addCommand(showCommand(adapters))
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list').description('List the queues, with what waits in them.')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const queues = await connect(adapters, options).queues.list()
    const columns = [
      { heading: 'QUEUE' },
      ...['WAITING', 'HELD', 'BREACHED'].map((heading) => ({ heading, right: true as const })),
      ...['OLDEST', 'NEXT DUE', 'CLEARANCE', ''].map((heading) => ({ heading })),
    ]
    const rows = queues.map((one) => [
      one.queue,
      ...[one.waiting, one.held, one.breached].map(String),
      ...[one.oldestAt, one.dueAt].map((at) => at?.slice(0, 19) ?? ''),
      one.clearance ?? '',
      one.declared ? one.description : '(not in the pack any more)',
    ])
    await adapters.stdout.write(options.json ? `${JSON.stringify({ queues })}\n` : renderTable(columns, rows))
    return 'ok'
  })
}

function showCommand(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description('Show a queue and the jobs at its head.')
    .argument('<QUEUE>', 'as queues.yaml names it')
  return act<Options>(withConnection(command), adapters, async ([[name = ''] = []], options) => {
    const head = await connect(adapters, options).queues.get(name)
    const { queue, next } = head
    const text = `${queue.queue}: ${queue.description}\n${queue.waiting} wait, ${queue.held} are held, ${queue.breached} are late.\n`
    await adapters.stdout.write(
      options.json ? `${JSON.stringify(head)}\n` : `${text}${next.length === 0 ? '' : renderJobs(next)}`,
    )
    return 'ok'
  })
}

/** Jobs as a table. */
export function renderJobs(jobs: readonly JobRow[]): string {
  const columns = ['JOB', 'QUEUE', 'STATE', 'SEV', 'POLICY', 'WORLD', 'LANG', 'KIND', 'DUE', 'OUTCOME'].map(
    (heading) => ({ heading }),
  )
  return renderTable(
    columns,
    jobs.map((one) => [
      ...[one.job, one.queue, one.heldBy === null || one.state !== 'open' ? one.state : 'held', one.severity],
      ...[one.policy, one.world, one.language ?? '', one.kind ?? (one.blind ? 'blind' : '')],
      ...[`${one.dueAt.slice(0, 16)}${one.breachedAt === null ? '' : ' late'}`, one.outcome ?? ''],
    ]),
  )
}
