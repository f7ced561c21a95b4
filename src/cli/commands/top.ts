import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { interruptible } from '../interrupt.ts'
import { renderNow } from '../live/render-now.ts'

interface Options extends Common, ConnectOptions {
  readonly world?: string
  readonly queues?: true
  readonly once?: true
}

/** Home, and clear to the end. */
const RENEW = '\x1b[H\x1b[J'

/** `haechi top` */
export function topCommand(adapters: CliAdapters): Command {
  const command = new Command('top')
    .description('Show what happens now, every two seconds: events, verdicts, queues, alarms.')
    .option('--world <WORLD>', 'only the events of this world')
    .option('--queues', 'only the queues, for those who may not read the rest')
    .option('--once', 'show it once and end')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const { stdout } = adapters
    const renews = stdout.isTTY && !options.json && !options.once
    await interruptible(adapters, async (signal) => {
      const following = connect(adapters, options).live({
        signal,
        ...(options.world === undefined ? {} : { world: options.world }),
        ...(options.queues ? { queuesOnly: true } : {}),
      })
      for await (const now of following) {
        const text = options.json ? `${JSON.stringify(now)}\n` : renderNow(now)
        await stdout.write(renews ? RENEW + text : text)
        if (options.once) break
      }
    })
    return 'ok'
  })
}
