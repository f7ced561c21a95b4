import { Command } from 'commander'
import type { ComparedPacks } from '../../backtest/compare-packs.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { historyFolder } from '../backtest/history-folder.ts'
import { watched } from '../backtest/watched.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { packFolder, placed } from '../pack-folder.ts'
import { type Plan, planPack } from '../versions/plan-pack.ts'
import { renderComparison } from '../versions/render-comparison.ts'
import { renderPlan } from '../versions/render-plan.ts'
import { spanOf } from '../when.ts'

interface Options extends Common, ConnectOptions {
  readonly exitCode?: true
  readonly since: string
  readonly data?: string
}

/** `haechi plan` */
export function planCommand(adapters: CliAdapters): Command {
  const command = new Command('plan')
    .description(
      'Show in words what a pack changes of the one that is live; nothing is changed. Exit code 1: the pack has errors.',
    )
    .argument(
      '[DIR]',
      'folder of the pack (default: HAECHI_PACK, else a pack here or in ./pack, else the starter)',
    )
    .option('--exit-code', 'exit code 1 also when there are differences')
    .option(
      '--data <DIR>',
      'data directory of the service, for its history (HAECHI_DATA_DIR; default .haechi)',
    )
    .option('--since <LENGTH>', 'how far back decisions are held against the change, as 12h or 7d', '7d')
  return act<Options>(withConnection(command), adapters, ([dirs = []], options) =>
    plan(adapters, dirs[0], options),
  )
}

async function plan(adapters: CliAdapters, dir: string | undefined, options: Options): Promise<ExitName> {
  const { stdout } = adapters
  const planned = await planPack(packFolder(adapters, dir), connect(adapters, options))
  const history = await compare(adapters, planned, options)
  if (options.json) await stdout.write(`${JSON.stringify({ ...planJson(planned), ...history?.json })}\n`)
  else await stdout.write(`${renderPlan(planned)}${history === undefined ? '' : `\n${history.text}`}`)
  if (planned.after === undefined) return 'negative'
  return options.exitCode && planned.after.id !== planned.live.ruleset ? 'negative' : 'ok'
}

/** What the change would have done to past decisions, where there is a history to ask. */
async function compare(
  adapters: CliAdapters,
  { before, after, changes }: Plan,
  options: Options,
): Promise<{ text: string; json: { history: ComparedPacks | null } } | undefined> {
  if (!before || !after || !changes?.length) return undefined
  const { fromMs: from, toMs: to } = spanOf({ since: options.since }, adapters.clock.now())
  let dir: string
  try {
    dir = historyFolder(adapters, options.data)
  } catch (fault) {
    if (options.data !== undefined || !(fault instanceof CliFailure)) throw fault
    const text =
      'No history is here to say what it would have done: name the data directory with --data DIR.\n'
    return { text, json: { history: null } }
  }
  const compared = await watched(adapters, options, (progress, signal) => {
    let events = 0
    const add = (more: number) => {
      events += more
      progress({ events, of: 0 })
    }
    return adapters.past.compare(dir, { before, after, from, to, progress: add, signal })
  })
  if (compared === 'interrupted') return undefined
  return { text: renderComparison(compared, options.since), json: { history: compared } }
}

/** A plan as `--json` prints it. */
export function planJson({ folder, live, after, diagnostics, changes }: Plan): Record<string, unknown> {
  return {
    pack: folder.shown,
    live,
    ruleset: after?.id ?? null,
    same: after?.id === live.ruleset,
    changes: changes ?? null,
    diagnostics: diagnostics.map((diagnostic) => placed(diagnostic, folder)),
  }
}
