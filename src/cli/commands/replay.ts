import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'

interface Options extends Common, ConnectOptions {
  readonly live?: true
}

/** `haechi replay` */
export function replayCommand(adapters: CliAdapters): Command {
  const command = new Command('replay')
    .description(
      'Judge the event of a decision again and show the difference; nothing is stored. Exit code 1: it differs.',
    )
    .argument('<ID>', 'id of the decision, as d-…')
    .option('--live', 'judge by the ruleset that is live now, not by the one that judged then')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const ruleset = options.live ? 'live' : 'recorded'
    const replay = await connect(adapters, options).replay(id, { ruleset })
    const { same, before, after, differences } = replay
    const lines = [
      `${before.decision}: ${before.verdict} under ${before.ruleset}, ${after.verdict} under ${after.ruleset}`,
      same ? 'The same.' : 'It differs:',
      ...differences.map((difference) => `  ${difference}`),
    ]
    await adapters.stdout.write(`${options.json ? JSON.stringify(replay) : lines.join('\n')}\n`)
    return same ? 'ok' : 'negative'
  })
}
