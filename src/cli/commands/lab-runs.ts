import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderStep } from '../lab/render-step.ts'
import { renderTable } from '../table.ts'

interface Options extends Common, ConnectOptions {
  readonly task?: string
}

/** `haechi lab runs` */
export function labRunsCommand(adapters: CliAdapters): Command {
  const command = withConnection(new Command('runs'))
    .description('List the runs of the lab, newest first; or show one with its steps.')
    .argument('[RUN]', 'id of a run, as run-…')
    .option('--task <TASK>', 'only those of this task')
  return act<Options>(command, adapters, async ([[id] = [] as string[]], options) => {
    const client = connect(adapters, options)
    if (id !== undefined) {
      const run = await client.labRuns.get(id)
      const lines = [
        `${run.id}: ${run.task}, ${run.state}${run.fault === undefined ? '' : `: ${run.fault}`}`,
        ...run.steps.map(renderStep),
      ]
      await adapters.stdout.write(`${options.json ? JSON.stringify(run) : lines.join('\n')}\n`)
      return 'ok'
    }
    const runs = await client.labRuns.list(options.task)
    const columns = ['RUN', 'TASK', 'BEGUN', 'STATE', 'STEP', 'MODEL', 'BY'].map((heading) => ({ heading }))
    const rows = runs.map((run) => [
      ...[run.id, run.task, run.madeAt.slice(0, 16), run.state, run.step, run.model ?? '', run.by],
    ])
    const text =
      rows.length === 0 ? 'No run yet. Begin one with: haechi lab run TASK\n' : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ runs })}\n` : text)
    return 'ok'
  })
}

/** `haechi lab cancel RUN` */
export function labCancelCommand(adapters: CliAdapters): Command {
  const command = withConnection(new Command('cancel'))
    .description('Break a run off. What has ended stays as it is, and models that serve go on.')
    .argument('<RUN>', 'id of the run, as run-…')
  return act<Options>(command, adapters, async ([[id = ''] = []], options) => {
    const run = await connect(adapters, options).labRuns.cancel(id)
    const isOver = run.state !== 'running' && run.state !== 'waiting'
    const says = isOver
      ? `${run.id} is ${run.state}.`
      : `${run.id} ends as soon as its process has heard of it.`
    await adapters.stdout.write(`${options.json ? JSON.stringify(run) : says}\n`)
    return 'ok'
  })
}
