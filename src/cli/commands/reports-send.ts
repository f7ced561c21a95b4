import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'

interface Options extends Common, ConnectOptions {
  readonly id?: string
  readonly reason: string
  readonly reporter?: string
  readonly target?: string
  readonly decision?: string
  readonly event?: string
  readonly text?: string
  readonly world?: string
  readonly trusted?: true
}

/** `haechi reports send` */
export function sendReportCommand(adapters: CliAdapters): Command {
  const command = new Command('send')
    .description("Hand in a user's report. Needs a key with the scope report.")
    .requiredOption('--reason <REASON>', 'as review.yaml names it, such as harassment')
    .option('--target <ENTITY>', 'whom or what it is about')
    .option('--decision <ID>', 'the decision on what is reported')
    .option('--event <ID>', 'the id of the event that is reported')
    .option('--reporter <ENTITY>', 'who reports')
    .option('--text <WORDS>', 'why, in their words')
    .option('--world <WORLD>', 'in which world')
    .option('--trusted', 'from a trusted flagger')
    .option('--id <ID>', 'an id of your own, so that sending it again changes nothing (default: a new one)')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const { reason, trusted } = options
    const id = options.id ?? adapters.ids(adapters.clock.now()).slice(2)
    const said = Object.fromEntries(
      (['target', 'decision', 'event', 'reporter', 'text', 'world'] as const).flatMap((key) =>
        options[key] === undefined ? [] : [[key, options[key]]],
      ),
    )
    const receipt = await connect(adapters, options).reports.send({
      ...{ id, reason, bonaFide: true, ...said },
      ...(trusted && { trusted }),
    })
    await adapters.stdout.write(
      options.json ? `${JSON.stringify(receipt)}\n` : `${receipt.report}: ${receipt.next.en}\n`,
    )
    return 'ok'
  })
}
