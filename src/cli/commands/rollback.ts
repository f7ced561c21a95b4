import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, ConnectOptions {
  readonly to?: number
  readonly why?: string
  readonly by?: string
}

/** `haechi rollback` */
export function rollbackCommand(adapters: CliAdapters): Command {
  const command = new Command('rollback')
    .description(
      'Make an earlier pack live again, at once and without asking, as a new version; needs a key with the scope admin.',
    )
    .option(
      '--to <N>',
      'the version to bring back (default: the one before the pack that is live)',
      wholeNumber(1, 999_999_999),
    )
    .option('--why <TEXT>', 'why; kept with the version')
    .option('--by <NAME>', 'who asks, where several people share a key')
  return act<Options>(withConnection(command), adapters, async (_, { to, why, by, ...options }) => {
    const client = connect(adapters, options)
    const { live } = await client.versions.list({ limit: 1 })
    const { version } = await client.versions.rollback({
      base: live,
      ...(to === undefined ? {} : { to }),
      ...(why === undefined ? {} : { why }),
      ...(by === undefined ? {} : { by }),
    })
    const said = `Version ${version.number} judges: the pack of version ${version.restores} (ruleset ${version.ruleset}). To undo this: haechi rollback --to ${live}`
    await adapters.stdout.write(`${options.json ? JSON.stringify({ version }) : said}\n`)
    return 'ok'
  })
}
