import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import type { ExitName } from '../exit-codes.ts'
import { packFolder, placed } from '../pack-folder.ts'
import type { HistoryComparison } from '../versions/compare-on-history.ts'
import { type Plan, planPack } from '../versions/plan-pack.ts'
import { renderPlan } from '../versions/render-plan.ts'

interface Options extends Common, ConnectOptions {
  readonly exitCode?: true
  readonly since: string
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
  { compareOnHistory }: CliAdapters,
  { before, after, changes }: Plan,
  { since }: Options,
): Promise<{ text: string; json: { history: HistoryComparison['json'] } } | undefined> {
  if (!compareOnHistory || !before || !after || !changes?.length) return undefined
  const { text, json } = await compareOnHistory(before, after, { since })
  return { text, json: { history: json } }
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
