import { Command } from 'commander'
import type { BorneLabel, LabelSource } from '../../api/contract/labels.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { pages } from '../pages.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'
import { removeLabelCommand, setLabelCommand } from './labels-change.ts'

type Options = Common & ConnectOptions

interface PageOptions extends Options {
  readonly limit: number
}

/** `haechi labels list | history | set | remove | bearers` */
export function labelsCommand(adapters: CliAdapters): Command {
  return new Command('labels')
    .description('Show, set and take off labels on entities.')
    .addCommand(listCommand(adapters))
    .addCommand(historyCommand(adapters))
    .addCommand(setLabelCommand(adapters))
    .addCommand(removeLabelCommand(adapters))
    .addCommand(bearersCommand(adapters))
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('Show what an entity bears now, and who says so.')
    .argument('<ENTITY>', 'as account:u1')
  return act<Options>(withConnection(command), adapters, async ([[entity = ''] = []], options) => {
    const labels = await connect(adapters, options).labels.find(entity)
    const text = labels.length === 0 ? `${entity} bears no label.\n` : renderLabels(labels)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ entity, labels })}\n` : text)
    return 'ok'
  })
}

function historyCommand(adapters: CliAdapters): Command {
  const command = new Command('history')
    .description('Show every label that was set on an entity or taken off, newest first.')
    .argument('<ENTITY>', 'as account:u1')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1_000_000), 100)
  return act<PageOptions>(withConnection(command), adapters, async ([[entity = ''] = []], options) => {
    const { labels } = connect(adapters, options)
    const changes = await pages(options.limit, async (limit, before?: string) => {
      const page = await labels.history(entity, { limit, ...(before === undefined ? {} : { before }) })
      return { items: page.changes, next: page.next }
    })
    const rows = changes.map((one) => [
      one.at.slice(0, 19),
      one.op === 'set' ? 'set' : 'taken off',
      one.label,
      one.op === 'set' ? endOf(one.until) : '',
      ...said(one.source),
    ])
    const columns = ['WHEN', 'WHAT', 'LABEL', 'UNTIL', 'BY', 'WHY'].map((heading) => ({ heading }))
    const text = rows.length === 0 ? `Nothing is known of ${entity}.\n` : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ entity, changes })}\n` : text)
    return 'ok'
  })
}

function bearersCommand(adapters: CliAdapters): Command {
  const command = new Command('bearers')
    .description('List who bears a label.')
    .argument('<LABEL>', 'as labels.yaml names it')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1_000_000), 1000)
  return act<PageOptions>(withConnection(command), adapters, async ([[label = ''] = []], options) => {
    const { labels } = connect(adapters, options)
    const bearers = await pages(options.limit, async (limit, after?: string) => {
      const page = await labels.bearers(label, { limit, ...(after === undefined ? {} : { after }) })
      return { items: page.bearers, next: page.next }
    })
    const columns = ['ENTITY', 'SINCE', 'UNTIL'].map((heading) => ({ heading }))
    const rows = bearers.map(({ entity, since, until }) => [entity, since.slice(0, 19), endOf(until)])
    const text = rows.length === 0 ? `Nobody bears ${label}.\n` : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ label, bearers })}\n` : text)
    return 'ok'
  })
}

function renderLabels(labels: readonly BorneLabel[]): string {
  const columns = ['LABEL', 'CONNOTATION', 'SINCE', 'UNTIL', 'BY', 'WHY'].map((heading) => ({ heading }))
  return renderTable(
    columns,
    labels.flatMap(({ label, connotation, sources }) =>
      sources.map(({ source, at, until }) => [
        label,
        connotation ?? '(not in the pack)',
        at.slice(0, 19),
        endOf(until),
        ...said(source),
      ]),
    ),
  )
}

/** By whom and why. */
function said(source: LabelSource): [string, string] {
  return source.kind === 'rule' ? [`rule ${source.rule}`, source.decision] : [source.by, source.reason]
}

function endOf(until: string | null): string {
  return until?.slice(0, 19) ?? 'for ever'
}
