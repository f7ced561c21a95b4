import { Command, Option } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

type Options = Common & ConnectOptions

interface AddOptions extends Options {
  readonly truth?: 'violates' | 'fine'
  readonly policy?: string
  readonly queue?: string
  readonly language?: string
}

/** `haechi golden list | add | retire` */
export function goldenCommand(adapters: CliAdapters): Command {
  return new Command('golden')
    .description('Keep golden items: their truth is known, and they measure reviewers.')
    .addCommand(listCommand(adapters))
    .addCommand(addCommand(adapters))
    .addCommand(retireCommand(adapters))
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('List golden items, newest first, with how reviewers did on them.')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 1000), 100)
  return act<Options & { limit: number }>(withConnection(command), adapters, async (_, options) => {
    const { golden } = await connect(adapters, options).golden.list({ limit: options.limit })
    const columns = [
      ...['GOLDEN', 'QUEUE', 'POLICY', 'TRUTH'].map((heading) => ({ heading })),
      ...['RIGHT', 'WRONG'].map((heading) => ({ heading, right: true as const })),
      { heading: '' },
    ]
    const rows = golden.map((one) => [
      ...[one.golden, one.queue, one.policy, one.truth, String(one.right), String(one.wrong)],
      one.retiredAt === null ? '' : 'retired',
    ])
    const text = rows.length === 0 ? 'There is no golden item.\n' : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ golden })}\n` : text)
    return 'ok'
  })
}

function addCommand(adapters: CliAdapters): Command {
  const command = new Command('add')
    .description('Add a decision whose truth is known, or a judgement that is marked as truth.')
    .argument('<ID>', 'a decision (d-…) or a judgement (ann-…)')
    .addOption(new Option('--truth <CHOICE>', 'of a decision').choices(['violates', 'fine']))
    .option('--policy <ID>', 'of a decision: what reviewers are asked about')
    .option('--queue <NAME>', 'of a decision: in which queue it is served (default: the default queue)')
    .option('--language <CODE>', 'of a decision: the language of its content')
  return act<AddOptions>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const { truth, policy, queue, language } = options
    if (!id.startsWith('ann-') && (truth === undefined || policy === undefined))
      throw new CliFailure('usage', 'A decision needs --truth and --policy')
    const request = id.startsWith('ann-')
      ? { annotation: id }
      : {
          ...{ decision: id, truth: truth!, policy: policy! },
          ...(queue === undefined ? {} : { queue }),
          ...(language === undefined ? {} : { language }),
        }
    const added = await connect(adapters, options).golden.add(request)
    await adapters.stdout.write(
      options.json ? `${JSON.stringify(added)}\n` : `${added.golden}: ${added.policy}, ${added.truth}.\n`,
    )
    return 'ok'
  })
}

function retireCommand(adapters: CliAdapters): Command {
  const command = new Command('retire')
    .description('Serve a golden item to nobody any more.')
    .argument('<GOLDEN>', 'as gld-…')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const retired = await connect(adapters, options).golden.retire(id)
    await adapters.stdout.write(
      options.json ? `${JSON.stringify(retired)}\n` : `Retired ${retired.golden}.\n`,
    )
    return 'ok'
  })
}
