import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Client } from '../../client/client.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { qualityPage } from '../quality/quality-page.ts'
import type { QualityReports } from '../quality/quality-reports.ts'
import { qualityTables } from '../quality/quality-tables.ts'
import { type SpanOptions, spanOf } from '../when.ts'

interface Options extends Common, ConnectOptions, SpanOptions {
  readonly world?: readonly string[]
  readonly html?: string
}
interface RecallOptions extends Options {
  readonly policy?: readonly string[]
}
interface PrevalenceOptions extends RecallOptions {
  readonly by?: 'decisions' | 'exposure'
}
interface ReviewersOptions extends Options {
  readonly bar?: number
}
type AllOptions = PrevalenceOptions & ReviewersOptions

/** `haechi quality agreement | reviewers | prevalence | recall | precision | report` */
export function qualityCommand(adapters: CliAdapters): Command {
  return new Command('quality')
    .description('Measure how well people judge, and how much harm there is, with 95 % intervals.')
    .addCommand(
      command<Options>(
        adapters,
        'agreement',
        'How far reviewers agree, by policy and language.',
        agreementOf,
      ),
    )
    .addCommand(
      withBar(
        command<ReviewersOptions>(
          adapters,
          'reviewers',
          'What each reviewer did and how well: golden jobs, agreement, appeals.',
          reviewersOf,
        ),
      ),
    )
    .addCommand(
      withExposure(
        withPolicies(
          command<PrevalenceOptions>(
            adapters,
            'prevalence',
            'The share of decisions that violates, from those drawn by chance.',
            prevalenceOf,
          ),
        ),
      ),
    )
    .addCommand(
      withPolicies(
        command<RecallOptions>(
          adapters,
          'recall',
          'The share of what violates that rules flag, by policy and by rule.',
          recallOf,
        ),
      ),
    )
    .addCommand(
      command<Options>(
        adapters,
        'precision',
        'How often rules that fire are right, in shadow too.',
        precisionOf,
      ),
    )
    .addCommand(
      withBar(
        withExposure(
          withPolicies(
            command<AllOptions>(adapters, 'report', 'All five, in one.', async (client, span, options) => ({
              ...(await prevalenceOf(client, span, options)),
              ...(await recallOf(client, span, options)),
              ...(await precisionOf(client, span)),
              ...(await agreementOf(client, span)),
              ...(await reviewersOf(client, span, options)),
            })),
          ),
        ),
      ),
    )
}

type Span = { from: string; to: string; worlds?: string[] }

const agreementOf = async ({ quality }: Client, span: Span) => ({ agreement: await quality.agreement(span) })

const precisionOf = async ({ quality }: Client, span: Span) => ({ precision: await quality.precision(span) })

const recallOf = async ({ quality }: Client, span: Span, { policy }: RecallOptions) => ({
  recall: await quality.recall({ ...span, ...(policy === undefined ? {} : { policies: [...policy] }) }),
})

const reviewersOf = async ({ quality }: Client, span: Span, { bar }: ReviewersOptions) => ({
  reviewers: await quality.reviewers({ ...span, ...(bar === undefined ? {} : { bar }) }),
})

const prevalenceOf = async ({ quality }: Client, span: Span, { policy, by }: PrevalenceOptions) => ({
  prevalence: await quality.prevalence({
    ...span,
    ...(policy === undefined ? {} : { policies: [...policy] }),
    ...(by === undefined ? {} : { by }),
  }),
})

function command<O extends Options>(
  adapters: CliAdapters,
  name: string,
  description: string,
  ask: (client: Client, span: Span, options: O) => Promise<QualityReports>,
): Command {
  const made = new Command(name)
    .description(description)
    .option('--from <TIME>', 'judgements made from then on, as 2026-11-01')
    .option('--to <TIME>', 'until then; default now')
    .option('--since <LENGTH>', 'instead of --from: so long before the end (default 30d)')
    .option('--world <NAME...>', 'only these worlds')
    .option('--html <FILE>', 'write it as one HTML file with charts')
  return act<O>(withConnection(made), adapters, async (_, options) => {
    const { fromMs, toMs } = spanOf(options, adapters.clock.now(), '30d')
    const span = {
      ...{ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
      ...(options.world === undefined ? {} : { worlds: [...options.world] }),
    }
    const reports = await ask(connect(adapters, options), span, options)
    if (options.html !== undefined)
      await writeFile(resolve(adapters.cwd, options.html), qualityPage(reports), { mode: 0o600 })
    const [only, ...others] = Object.values(reports)
    const text = options.json
      ? `${JSON.stringify(others.length === 0 ? only : reports)}\n`
      : `${qualityTables(reports)}${options.html === undefined ? '' : `\nWritten to ${options.html}\n`}`
    await adapters.stdout.write(text)
    return 'ok'
  })
}

function withBar(made: Command): Command {
  return made.option('--bar <SHARE>', 'share of golden jobs to be answered rightly (default 0.8)', shareOf)
}

function withPolicies(made: Command): Command {
  return made.option(
    '--policy <ID...>',
    'policies or families, as harassment.insult; default: every family found',
  )
}

function withExposure(made: Command): Command {
  return made.addOption(
    new Option('--by <WHAT>', 'count each decision once, or as often as it was seen').choices([
      'decisions',
      'exposure',
    ]),
  )
}

function shareOf(text: string): number {
  const share = Number(text)
  if (!(share > 0 && share < 1))
    throw new InvalidArgumentError('Give a number between 0 and 1, such as 0.85.')
  return share
}
