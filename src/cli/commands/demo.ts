import { resolve } from 'node:path'
import { Command } from 'commander'
import { PLAN_DEFAULTS } from '../../demo/plan-demo.ts'
import { renderDemoReport } from '../../demo/render-demo-report.ts'
import { RUN_DEMO_DEFAULTS, runDemo } from '../../demo/run-demo.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { interruptible } from '../interrupt.ts'
import { statusLine } from '../status-line.ts'
import { wholeNumber } from '../whole-number.ts'
import { demoItemsCommand } from './demo-items.ts'
import { demoLabCommand } from './demo-lab.ts'
import { demoLabelsCommand } from './demo-labels.ts'
import { demoReviewCommand } from './demo-review.ts'

interface Options extends Common, ConnectOptions {
  readonly rate: number
  readonly seconds?: number
  readonly days?: number
  readonly count?: number
  readonly seed: number
  readonly players?: number
  readonly out?: string
  readonly truth?: string
}

/** `haechi demo` */
export function demoCommand(adapters: CliAdapters): Command {
  const { seed, rate, seconds } = RUN_DEMO_DEFAULTS
  const { eventsPerDay } = PLAN_DEFAULTS
  const command = new Command('demo')
    .description(
      'Simulate a virtual world, send its events, and measure the answers against the hidden truth.',
    )
    .option('--rate <N>', 'events a second, 0 for as fast as possible', wholeNumber(0, 1_000_000), rate)
    .option(
      '--seconds <N>',
      `how long (default: ${seconds}, or until --count or --days is done)`,
      wholeNumber(1, 1_000_000),
    )
    .option(
      '--days <N>',
      `the last N days up to now instead, by day and night, sent in order as fast as possible (${eventsPerDay} events a day, or --count in all)`,
      wholeNumber(1, 365),
    )
    .option('--count <N>', 'end after so many events', wholeNumber(1, 1_000_000_000))
    .option('--seed <N>', 'the same seed makes the same world', wholeNumber(0, 0xffffffff), seed)
    .option(
      '--players <N>',
      'how many accounts (default: 500, or 60 for each event a second)',
      wholeNumber(2, 1_000_000),
    )
    .option('--out <FILE>', 'write each event with its truth and answer, a line of JSON each')
    .option(
      '--truth <FILE>',
      'write the truth of each event, a line of JSON each, as backtest --annotations reads',
    )
  // Else the options of `review` that have the same names would be taken for its parent's.
  command.enablePositionalOptions()
  for (const make of [demoItemsCommand, demoReviewCommand, demoLabelsCommand, demoLabCommand])
    command.addCommand(make(adapters))
  return act<Options>(withConnection(command), adapters, (_, options) => demo(adapters, options))
}

async function demo(adapters: CliAdapters, options: Options) {
  const client = connect(adapters, options)
  const status = statusLine(adapters.stderr)
  const { rate, seconds, days, seed, players, count, out, truth } = options
  const report = await interruptible(adapters, (signal) =>
    runDemo(
      {
        rate,
        seed,
        signal,
        ...(players !== undefined && { players }),
        ...(seconds !== undefined && { seconds }),
        ...(days !== undefined && { days }),
        ...(count !== undefined && { count }),
        ...(out !== undefined && { out: resolve(adapters.cwd, out) }),
        ...(truth !== undefined && { truth: resolve(adapters.cwd, truth) }),
      },
      {
        client,
        now: () => adapters.clock.now(),
        report: ({ judged, refused, seconds: passed }) =>
          status.show(
            `${judged} judged, ${refused} refused, ${Math.round(judged / Math.max(passed, 0.001))} a second`,
          ),
      },
    ),
  ).finally(() => status.clear())
  await adapters.stdout.write(
    `${options.json ? JSON.stringify(report) : renderDemoReport(report).trimEnd()}\n`,
  )
  if (report.failure !== undefined) await adapters.stderr.write(`haechi: ${report.failure}\n`)
  if (report.stoppedBy === 'signal') return 'interrupted'
  if (report.stoppedBy === 'refusal') return 'refused'
  return report.stoppedBy === 'failure' ? 'unreachable' : 'ok'
}
