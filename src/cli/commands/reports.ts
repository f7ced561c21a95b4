import { Command } from 'commander'
import type { ReporterReply, SeenReport } from '../../api/contract/reports.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'
import { sendReportCommand } from './reports-send.ts'

type Options = Common & ConnectOptions

interface ListOptions extends Options {
  readonly job?: string
  readonly reporter?: string
  readonly target?: string
  readonly limit: number
}

interface ReporterOptions extends Options {
  readonly invalidate?: true
}

/** `haechi reports send | show | list | reporter | priority` */
export function reportsCommand(adapters: CliAdapters): Command {
  return new Command('reports')
    .description("Users' reports: hand in, follow up, and see what a reporter's word is worth.")
    .addCommand(sendReportCommand(adapters))
    .addCommand(showCommand(adapters))
    .addCommand(listCommand(adapters))
    .addCommand(reporterCommand(adapters))
    .addCommand(priorityCommand(adapters))
}

function showCommand(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description('Show what became of a report. Needs a key with the scope report.')
    .argument('<REPORT>', 'as rep-…')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const report = await connect(adapters, options).reports.get(id)
    const end =
      report.outcome === null ? 'nobody has judged it yet' : `${report.outcome}, ${report.decidedAt}`
    await adapters.stdout.write(
      options.json
        ? `${JSON.stringify(report)}\n`
        : `${report.report}: ${report.reason} in ${report.world}, ${report.receivedAt}: ${end}.\n`,
    )
    return 'ok'
  })
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('List the reports behind a job, of a reporter, or about a target, newest first.')
    .option('--job <JOB>', 'behind this job, as job-…')
    .option('--reporter <ENTITY>', 'of this reporter')
    .option('--target <ENTITY>', 'about this target')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1000), 100)
  return act<ListOptions>(withConnection(command), adapters, async (_, options) => {
    const { job, reporter, target, limit } = options
    if ([job, reporter, target].filter((one) => one !== undefined).length !== 1)
      throw new CliFailure('usage', 'Give one of --job, --reporter and --target')
    const { reports } = await connect(adapters, options).reports.find(
      {
        ...(job === undefined ? {} : { job }),
        ...(reporter === undefined ? {} : { reporter }),
        ...(target === undefined ? {} : { target }),
      },
      { limit },
    )
    const text = reports.length === 0 ? 'There are no such reports.\n' : renderReports(reports)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ reports })}\n` : text)
    return 'ok'
  })
}

function renderReports(reports: readonly SeenReport[]): string {
  const columns = ['WHEN', 'REPORT', 'REASON', 'ITEM', 'REPORTER', 'COUNTS', 'OUTCOME', 'WORDS'].map(
    (heading) => ({ heading }),
  )
  return renderTable(
    columns,
    reports.map((one) => [
      one.receivedAt.slice(0, 19),
      one.report,
      one.reason,
      one.item,
      `${one.reporter ?? '(nobody)'}${one.trusted ? ' (trusted)' : ''}`,
      one.weight.toFixed(2),
      one.outcome ?? 'waiting',
      (one.text ?? '').replace(/\s+/g, ' ').slice(0, 60),
    ]),
  )
}

function reporterCommand(adapters: CliAdapters): Command {
  const command = new Command('reporter')
    .description("Show how far a reporter's word is worth something, from what became of their reports.")
    .argument('<ENTITY>', 'as account:u2')
    .option('--invalidate', 'make every open report of theirs void')
  return act<ReporterOptions>(withConnection(command), adapters, async ([[reporter = ''] = []], options) => {
    const { reports } = connect(adapters, options)
    if (options.invalidate) {
      const done = await reports.invalidate(reporter)
      const text = `${done.reports} reports of ${reporter} are void; ${done.withdrawn} jobs were withdrawn.\n`
      await adapters.stdout.write(options.json ? `${JSON.stringify(done)}\n` : text)
      return 'ok'
    }
    const found = await reports.reporter(reporter)
    await adapters.stdout.write(options.json ? `${JSON.stringify(found)}\n` : renderReporter(found))
    return 'ok'
  })
}

function renderReporter(one: ReporterReply): string {
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`
  return (
    `${one.reporter}: right in ${one.upheld} matters, wrong in ${one.rejected} (${one.invalid} made void); ${one.waiting} reports wait.\n` +
    `The next report is right with ${percent(one.reliability)} (95 %: ${percent(one.low)} to ${percent(one.high)}).\n`
  )
}

function priorityCommand(adapters: CliAdapters): Command {
  const command = new Command('priority')
    .description('Explain why a job stands where it stands in its queue.')
    .argument('<JOB>', 'as job-…')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const found = await connect(adapters, options).reports.priority(id)
    const rows = found.terms.map(({ term, factor, words }) => [term, factor.toFixed(2), words])
    const columns = [{ heading: 'TERM' }, { heading: 'FACTOR', right: true as const }, { heading: 'WHY' }]
    const text = `${found.job} in ${found.queue}: priority ${found.priority.toFixed(1)} = ${found.formula}\n${renderTable(columns, rows)}`
    await adapters.stdout.write(options.json ? `${JSON.stringify(found)}\n` : text)
    return 'ok'
  })
}
