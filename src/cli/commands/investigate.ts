import { Command } from 'commander'
import { INVESTIGATE_DEFAULTS } from '../../backtest/investigate/investigation.ts'
import type { Where } from '../../backtest/investigate/where.ts'
import { parseDuration } from '../../core/duration.ts'
import { Verdict } from '../../core/verdict.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { historyFolder } from '../backtest/history-folder.ts'
import { passed } from '../backtest/passed.ts'
import { renderInvestigation } from '../backtest/render-investigation.ts'
import { watched } from '../backtest/watched.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { packFolder, readPack } from '../pack-folder.ts'
import { type SpanOptions, spanOf } from '../when.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, SpanOptions {
  readonly on: string
  readonly by: readonly string[]
  readonly list: readonly string[]
  readonly events?: number
  readonly verdict: readonly string[]
  readonly rule: readonly string[]
  readonly world: readonly string[]
  readonly actor: readonly string[]
  readonly top: number
  readonly every?: string
  readonly pack?: string
  readonly data?: string
  readonly sql: boolean
}

/** `haechi investigate` */
export function investigateCommand(adapters: CliAdapters): Command {
  const { top, mostTop, mostEvents } = INVESTIGATE_DEFAULTS
  const command = new Command('investigate')
    .description(
      'Look for a condition in past events: how often over time, and by whatever you like. In the language of rules, over the history in the data directory.',
    )
    .argument('<CONDITION>', 'such as \'links.count > 0 && account_age < duration("24h")\'; true: all events')
    .requiredOption('--on <TYPE>', 'the event type')
    .option(
      '--by <EXPRESSION>',
      'count matching events by this: a feature, signal, counter, or what is made of them; may be given again',
      again,
      [] as readonly string[],
    )
    .option(
      '--list <OF>',
      'list the most frequent values of this by itself: an expression as for --by, or decision.verdict, decision.fired, decision.shadow, decision.unknown; may be given again',
      again,
      [] as readonly string[],
    )
    .option('--verdict <VERDICT>', 'only events with this verdict; may be given again', again, [])
    .option('--rule <ID>', 'only events on which this rule had force; may be given again', again, [])
    .option('--world <NAME>', 'only events of this world; may be given again', again, [])
    .option('--actor <ENTITY>', 'only events by this account; may be given again', again, [])
    .option('--events <N>', 'show the newest matching events, with their content', wholeNumber(1, mostEvents))
    .option('--top <N>', 'groups to show, the largest first', wholeNumber(1, mostTop), top)
    .option('--every <LENGTH>', 'length of a step of the series, as 5m or 1h (default: about sixty steps)')
    .option('--since <LENGTH>', 'events received this long until now, as 12h or 7d (default: 1d)')
    .option('--from <TIME>', 'events received from this time on, as 2026-11-23 or 2026-11-23T09:00:00Z')
    .option('--to <TIME>', 'events received before this time (default: now)')
    .option('--pack <DIR>', 'the pack whose names the condition uses (HAECHI_PACK)')
    .option('--data <DIR>', 'data directory of the service, or a history (HAECHI_DATA_DIR; default .haechi)')
    .option('--no-sql', 'look over columns also at what SQL could')
  return act<Options>(command, adapters, ([[when = ''] = []], options) =>
    investigate(adapters, when, options),
  )
}

const again = (one: string, all: readonly string[]): readonly string[] => [...all, one]

async function investigate(adapters: CliAdapters, when: string, options: Options): Promise<ExitName> {
  const { stdout, stderr, clock } = adapters
  const { fromMs, toMs } = spanOf(options, clock.now())
  const everyMs = options.every === undefined ? undefined : parseDuration(options.every)
  if (options.every !== undefined && !(everyMs !== undefined && everyMs > 0))
    throw new CliFailure('usage', `--every ${options.every} is no length of time; write 5m, 1h or 1d`)
  const files = await readPack(packFolder(adapters, options.pack))
  const dir = historyFolder(adapters, options.data)
  const { on, by, top } = options
  const outcome = await watched(adapters, options, (progress, signal) =>
    adapters.past.investigate(
      { dir, progress, signal },
      {
        ...{ files, on, when, by, top, from: fromMs, to: toMs, noSql: !options.sql, where: whereOf(options) },
        lists: options.list,
        ...(options.events === undefined ? {} : { events: { limit: options.events } }),
        ...(everyMs && { everyMs }),
      },
    ),
  )
  if (outcome === 'interrupted') {
    await stderr.write('haechi: stopped; nothing was changed.\n')
    return 'interrupted'
  }
  const { investigation } = passed(outcome)
  await stdout.write(
    options.json ? `${JSON.stringify(investigation)}\n` : renderInvestigation(investigation, stdout.columns),
  )
  return 'ok'
}

/** The filters that were given. Throws a usage failure on a verdict that there is not. */
function whereOf({ verdict, rule, world, actor }: Options): Where {
  const verdicts = verdict.map((one) => {
    const parsed = Verdict.safeParse(one)
    if (parsed.success) return parsed.data
    throw new CliFailure('usage', `--verdict ${one} is none of ${Verdict.options.join(', ')}`)
  })
  return {
    ...(verdicts.length === 0 ? {} : { verdicts }),
    ...(rule.length === 0 ? {} : { rules: rule }),
    ...(world.length === 0 ? {} : { worlds: world }),
    ...(actor.length === 0 ? {} : { actors: actor }),
  }
}
