import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { type AnnotationRow, readAnnotations } from '../../backtest/annotations.ts'
import { renderHtml } from '../../backtest/html/render-html.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { historyFolder } from '../backtest/history-folder.ts'
import { passed } from '../backtest/passed.ts'
import { renderReport } from '../backtest/render-report.ts'
import { type SubjectOptions, subjectOf } from '../backtest/subject-of.ts'
import { watched } from '../backtest/watched.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { type SpanOptions, spanOf } from '../when.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, SpanOptions, SubjectOptions {
  readonly data?: string
  readonly html?: string
  readonly examples: number
  readonly annotations?: string
  readonly threads: number
  readonly seed: number
  readonly sql: boolean
  readonly explainPlan?: true
}

/** `haechi backtest` */
export function backtestCommand(adapters: CliAdapters): Command {
  const command = new Command('backtest')
    .description(
      'Say what a rule, a condition or a pack would have done to past events: judges the history in the data directory, changes nothing.',
    )
    .argument('[WHAT]', 'id of a rule, a file with one rule, or a pack (default: the pack)')
    .option('--when <CONDITION>', 'a condition by itself, of events of the type --on')
    .option('--on <TYPE>', 'the event type of --when')
    .option('--pack <DIR>', 'the pack that the rule is of (HAECHI_PACK)')
    .option('--data <DIR>', 'data directory of the service, or a history (HAECHI_DATA_DIR; default .haechi)')
    .option('--since <LENGTH>', 'events received this long until now, as 12h or 7d (default: 1d)')
    .option('--from <TIME>', 'events received from this time on, as 2026-11-23 or 2026-11-23T09:00:00Z')
    .option('--to <TIME>', 'events received before this time (default: now)')
    .option('--html <FILE>', 'write the report as one HTML file, content of the examples included')
    .option('--examples <N>', 'events to show for each rule, with their content', wholeNumber(0, 100), 5)
    .option('--annotations <FILE>', 'judgements of people to measure by, a line of JSON each')
    .option('--threads <N>', 'threads to work with', wholeNumber(1, 64), 2)
    .option('--seed <N>', 'draws other examples', wholeNumber(0, 2 ** 31), 1)
    .addOption(
      new Option('--baseline <WHAT>', 'what is compared with').choices(['recorded']).default('recorded'),
    )
    .option('--no-sql', 'judge over columns also what SQL could')
    .option('--explain-plan', 'only say how it would be judged, and why')
  return act<Options>(command, adapters, ([names = []], options) => backtest(adapters, names[0], options))
}

async function backtest(
  adapters: CliAdapters,
  named: string | undefined,
  options: Options,
): Promise<ExitName> {
  const { stdout, stderr, clock, cwd } = adapters
  const { fromMs, toMs } = spanOf(options, clock.now())
  const subject = await subjectOf(adapters, named, options)
  if (options.explainPlan) return explain(adapters, await adapters.past.explain(subject), options)
  const dir = historyFolder(adapters, options.data)
  const annotations =
    options.annotations === undefined
      ? undefined
      : await rowsOf(resolve(cwd, options.annotations), options.annotations)
  const { examples, threads, seed } = options
  const outcome = await watched(adapters, options, (progress, signal) =>
    adapters.past.backtest(
      { dir, progress, signal },
      {
        subject,
        from: fromMs,
        to: toMs,
        examples,
        threads,
        seed,
        noSql: !options.sql,
        ...(annotations && { annotations }),
      },
    ),
  )
  if (outcome === 'interrupted') {
    await stderr.write('haechi: stopped; nothing was changed.\n')
    return 'interrupted'
  }
  const { report } = passed(outcome)
  if (options.html !== undefined)
    await writeFile(resolve(cwd, options.html), renderHtml(report), { mode: 0o600 })
  if (options.json) await stdout.write(`${JSON.stringify(report)}\n`)
  else await stdout.write(renderReport(report, stdout.columns))
  if (options.html !== undefined && !options.json)
    await stdout.write(
      `\nWritten to ${options.html}${examples > 0 ? ', with the content of the examples' : ''}\n`,
    )
  return 'ok'
}

async function explain(
  { stdout }: CliAdapters,
  explained: Awaited<ReturnType<CliAdapters['past']['explain']>>,
  { json }: Options,
): Promise<ExitName> {
  const { plan } = passed(explained)
  await stdout.write(json ? `${JSON.stringify({ plan })}\n` : plan.map((line) => `${line}\n`).join(''))
  return 'ok'
}

async function rowsOf(path: string, shown: string): Promise<readonly AnnotationRow[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (fault) {
    throw new CliFailure(
      'usage',
      `${shown} cannot be read; give a file with a line of JSON for each annotation`,
      fault,
    )
  }
  const read = readAnnotations(text)
  if (read.ok) return read.rows
  throw new CliFailure(
    'usage',
    `${shown}:${read.line} ${read.why}; write {"decision": "d-…", "violates": true, "probability": 0.1}`,
  )
}
