import { Command } from 'commander'
import type { SuspectReply } from '../../api/contract/lab-data.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { counted } from '../counted.ts'
import { oneLine } from '../learner/render-evaluation.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, ConnectOptions {
  readonly limit: number
  readonly send?: true
  readonly queue?: string
}

/** `haechi data errors DATASET` */
export function dataErrorsCommand(adapters: CliAdapters): Command {
  const command = new Command('errors')
    .description(
      'List the labels that may be wrong, the likeliest error first: near-duplicates labelled both ways, and once a model was trained, rows of which it says otherwise.',
    )
    .argument('<DATASET>', 'as ds-…')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1000), 50)
    .option('--send', 'have them judged again: jobs for those that are events')
    .option('--queue <NAME>', 'with --send: in which queue (default: the default queue)')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const { limit, queue } = options
    const { datasets } = connect(adapters, options)
    const suspects = await datasets.errors(id, { limit })
    const sent = options.send && (await datasets.sendErrors(id, { limit, ...(queue && { queue }) }))
    await adapters.stdout.write(
      options.json
        ? `${JSON.stringify({ dataset: id, suspects, ...(sent && { sent }) })}\n`
        : render(suspects, sent),
    )
    return 'ok'
  })
}

function render(
  suspects: readonly SuspectReply[],
  sent: { sent: number; imported: number } | undefined,
): string {
  if (suspects.length === 0)
    return 'No label looks wrong so far; once a model was trained, it says which rows it finds odd.\n'
  const table = renderTable(
    [{ heading: '#', right: true }, ...['ROW', 'LABELLED', 'MODEL', 'TEXT'].map((heading) => ({ heading }))],
    suspects.map(({ rank, source, violates, score, text, decision }) => [
      ...[String(rank), decision ?? source, violates ? 'violates' : 'fine'],
      score === null ? 'a copy says otherwise' : score.toFixed(3),
      text === null ? '' : oneLine(text),
    ]),
  )
  if (sent === undefined) return table
  const left = sent.imported > 0 ? `; ${counted(sent.imported, 'row')} of files cannot be judged here` : ''
  return `${table}\n${counted(sent.sent, 'job')} sent${left}.\n`
}
