import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { askYes } from '../ask-yes.ts'
import { type ConnectOptions, connect, serviceUrl, withConnection } from '../connect.ts'
import type { ExitName } from '../exit-codes.ts'
import { packFolder } from '../pack-folder.ts'
import { planPack } from '../versions/plan-pack.ts'
import { renderPlan } from '../versions/render-plan.ts'
import { wholeNumber } from '../whole-number.ts'
import { planJson } from './plan.ts'

interface Options extends Common, ConnectOptions {
  readonly why: string
  readonly by?: string
  readonly base?: number
  readonly yes?: true
}

/** `haechi apply` */
export function applyCommand(adapters: CliAdapters): Command {
  const command = new Command('apply')
    .description(
      'Make a pack live, after showing what it changes; needs a key with the scope admin. Exit code 1: it has errors, or was not confirmed.',
    )
    .argument(
      '[DIR]',
      'folder of the pack (default: HAECHI_PACK, else a pack here or in ./pack, else the starter)',
    )
    .requiredOption('--why <TEXT>', 'why it is changed; kept with the version')
    .option('--by <NAME>', 'who asks, where several people share a key')
    .option(
      '--base <N>',
      'the version that was planned against; refused when another is live (default: the live one)',
      wholeNumber(1, 999_999_999),
    )
    .option('--yes', 'do it without asking')
  return act<Options>(withConnection(command), adapters, ([dirs = []], options) =>
    apply(adapters, dirs[0], options),
  )
}

async function apply(adapters: CliAdapters, dir: string | undefined, options: Options): Promise<ExitName> {
  const { stdout, stderr } = adapters
  const client = connect(adapters, options)
  const planned = await planPack(packFolder(adapters, dir), client)
  const { after, live, files } = planned
  if (!options.json) await stdout.write(renderPlan(planned))
  if (after === undefined || after.id === live.ruleset) {
    if (options.json) await stdout.write(`${JSON.stringify({ ...planJson(planned), version: null })}\n`)
    return after === undefined ? 'negative' : 'ok'
  }
  if (!options.yes && !(await askYes(adapters, `Make it live at ${serviceUrl(adapters, options)}?`))) {
    await stderr.write('Nothing was changed.\n')
    return 'negative'
  }
  const { version } = await client.versions.apply({
    files,
    why: options.why,
    base: options.base ?? live.number,
    ...(options.by === undefined ? {} : { by: options.by }),
  })
  await stdout.write(
    options.json
      ? `${JSON.stringify({ ...planJson(planned), version })}\n`
      : `Version ${version.number} judges (ruleset ${version.ruleset}). To go back: haechi rollback --to ${live.number}\n`,
  )
  return 'ok'
}
