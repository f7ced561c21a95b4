import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, serviceUrl, withConnection } from '../connect.ts'
import { counted } from '../counted.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, ConnectOptions {
  readonly count: number
  readonly days: number
  readonly queue?: string
}

/** `haechi lab label TASK` */
export function labLabelCommand(adapters: CliAdapters): Command {
  const command = withConnection(new Command('label'))
    .description(
      'Draw what is to be labelled next from recent events, and send it to reviewers: by chance, near a threshold, unlike what is known, and labels that may be wrong. Each with the chance that it was drawn with.',
    )
    .argument('<TASK>', 'name of the task; one that is not known is made')
    .option('--count <N>', 'how many events', wholeNumber(1, 2000), 100)
    .option('--days <N>', 'events of the last so many days', wholeNumber(1, 365), 7)
    .option('--queue <QUEUE>', "the queue that the jobs go to (default: the task's, else the default one)")
  return act<Options>(
    command,
    adapters,
    async ([[task = ''] = []], { count, days, queue, json, ...options }) => {
      const client = connect(adapters, options)
      const drawn = await client.labTasks.label({
        task,
        count,
        days,
        ...(queue === undefined ? {} : { queue }),
      })
      const { parts, probability, sent, pool, design } = drawn
      const text =
        probability === null
          ? `Nothing of the last ${counted(days, 'day')} can be labelled: no event has what ${task} reads, or all have jobs already.\n`
          : `${counted(sent, 'job')} to the queue ${drawn.queue}, of ${counted(pool, 'event')}: ${parts.chance} by chance, ${parts.near} near a threshold, ${parts.novel} unlike what is known, ${parts.suspect} to be judged again.
Each was drawn with a chance from ${probability.least.toPrecision(2)} to ${probability.most.toPrecision(2)}, kept with its judgement as ${design}.
Judge them at ${new URL(`/console/review/${drawn.queue}`, serviceUrl(adapters, options)).href}, or by haechi jobs next.
When they are judged: haechi lab run ${task}
`
      await adapters.stdout.write(json ? `${JSON.stringify(drawn)}\n` : text)
      return 'ok'
    },
  )
}

/** `haechi lab tasks` */
export function labTasksCommand(adapters: CliAdapters): Command {
  const command = withConnection(new Command('tasks')).description(
    'List the tasks of the lab, and what serves them.',
  )
  return act<Common & ConnectOptions>(command, adapters, async (_, options) => {
    const tasks = await connect(adapters, options).labTasks.list()
    const columns = ['TASK', 'PRECISION', 'DATASET', 'LIVE', 'SHADOW'].map((heading) => ({ heading }))
    const rows = tasks.map(({ name, bars, dataset, live, shadows }) => [
      ...[name, `${Math.round(1000 * (bars.precision ?? 0)) / 10} %`, dataset ?? '', live ?? ''],
      shadows.join(' '),
    ])
    const text =
      rows.length === 0
        ? 'No task yet. Make one with: haechi lab run TASK --data FILE\n'
        : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ tasks })}\n` : text)
    return 'ok'
  })
}
