import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { renderPreview } from './enforcement-tried.ts'

interface ApplyOptions extends Common, ConnectOptions {
  readonly policy: string
  readonly reason: string
  readonly with?: readonly string[]
  readonly for?: string
  readonly until?: string
  readonly forever?: true
  readonly account?: string
  readonly world?: string
  readonly decision?: string
  readonly by?: string
  readonly dryRun?: true
}

/** `haechi enforcement apply` */
export function applyEnforcementCommand(adapters: CliAdapters): Command {
  const command = new Command('apply')
    .description(
      'Enforce by hand; whom it hits gets a statement of reasons. Needs the capability enforcement.act.',
    )
    .argument('<TARGET>', 'as account:u1 or item:i1')
    .argument('<ENFORCEMENT>', 'as enforcements.yaml names it')
    .requiredOption('--policy <ID>', 'the policy that it stands on, as harassment.insult')
    .requiredOption('--reason <TEXT>', 'why: a sentence for whoever asks later; players never see it')
    .option('--with <NAME=VALUE...>', 'parameters that the enforcement declares')
    .option('--for <LENGTH>', 'for how long, as 12h or 7d (default: what enforcements.yaml says)')
    .option('--until <TIME>', 'until when, as 2027-01-31T09:00:00Z')
    .option('--forever', 'without an end')
    .option('--account <ACCOUNT>', 'whose the target is, where it is no account')
    .option('--world <WORLD>', 'in which world (default: in all)')
    .option('--decision <ID>', 'the decision on account of which it is done')
    .option('--by <NAME>', 'who asks, where several people share a key')
    .option('--dry-run', 'say what it would do, and do nothing')
  return act<ApplyOptions>(
    withConnection(command),
    adapters,
    async ([[target = ''] = [], [enforcement = ''] = []], options) => {
      const { policy, reason, for: length, until, forever, account, world, decision, by } = options
      if ([length, until, forever].filter((one) => one !== undefined).length > 1)
        throw new CliFailure('usage', 'Give one of --for, --until and --forever')
      const { enforcements } = connect(adapters, options)
      const request = {
        ...{ target, enforcement, policy, reason },
        ...(options.with === undefined ? {} : { params: paramsOf(options.with) }),
        ...(length === undefined ? {} : { for: length }),
        ...(until === undefined ? {} : { until }),
        ...(forever ? { until: null } : {}),
        ...(account === undefined ? {} : { account }),
        ...(world === undefined ? {} : { world }),
        ...(decision === undefined ? {} : { decision }),
        ...(by === undefined ? {} : { by }),
      }
      if (options.dryRun) {
        const preview = await enforcements.tryApply(request)
        await adapters.stdout.write(options.json ? `${JSON.stringify(preview)}\n` : renderPreview(preview))
        return 'ok'
      }
      const applied = await enforcements.apply(request)
      const end = applied.until === null ? 'for ever' : `until ${applied.until}`
      await adapters.stdout.write(
        `${options.json ? JSON.stringify(applied) : `${applied.id}: ${enforcement} on ${target}, ${end}.`}\n`,
      )
      return 'ok'
    },
  )
}

interface ReverseOptions extends Common, ConnectOptions {
  readonly reason: string
  readonly by?: string
  readonly dryRun?: true
}

/** `haechi enforcement reverse` */
export function reverseEnforcementCommand(adapters: CliAdapters): Command {
  const command = new Command('reverse')
    .description('Take an enforcement back, whatever its causes; whom it hit is told.')
    .argument('<ID>', 'as enf-…')
    .requiredOption('--reason <TEXT>', 'why: a sentence for whoever asks later')
    .option('--by <NAME>', 'who asks, where several people share a key')
    .option('--dry-run', 'say what it would do, and do nothing')
  return act<ReverseOptions>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const { reason, by } = options
    const { enforcements } = connect(adapters, options)
    if (options.dryRun) {
      const preview = await enforcements.tryReverse(id)
      await adapters.stdout.write(options.json ? `${JSON.stringify(preview)}\n` : renderPreview(preview))
      return 'ok'
    }
    const one = await enforcements.reverse(id, {
      reason,
      ...(by === undefined ? {} : { by }),
    })
    const text = `${id}: ${one.enforcement} on ${one.target} is ${one.state}.`
    await adapters.stdout.write(`${options.json ? JSON.stringify(one) : text}\n`)
    return 'ok'
  })
}

/** `feature=voice` as parameters; what reads as a number, or as true or false, is one. */
function paramsOf(given: readonly string[]): Record<string, string | number | boolean> {
  return Object.fromEntries(
    given.map((one) => {
      const at = one.indexOf('=')
      if (at < 1) throw new CliFailure('usage', `"${one}" is no parameter; give one as feature=voice`)
      const value = one.slice(at + 1)
      const plain =
        value === 'true'
          ? true
          : value === 'false'
            ? false
            : /^-?\d+(\.\d+)?$/.test(value)
              ? Number(value)
              : value
      return [one.slice(0, at), plain]
    }),
  )
}
