import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'

interface Options extends Common, ConnectOptions {
  readonly why: string
  readonly by?: string
  readonly confirmed?: boolean
}

/** `haechi rule mode` */
export function modeCommand(adapters: CliAdapters): Command {
  const command = new Command('mode')
    .description(
      'Let a rule run in shadow, as a canary, or live, from one event on; needs a key with the scope admin.',
    )
    .argument('<RULE>', 'the id of a rule')
    .argument('<MODE>', 'shadow, live, or a canary with its share, as "canary 5%"')
    .requiredOption('--why <TEXT>', 'why; kept with the version')
    .option('--by <NAME>', 'who asks, where several people share a key')
    .option('--confirmed', 'the evidence is weak, and that is known')
  return act<Options>(
    withConnection(command),
    adapters,
    async ([[rule = ''] = [], [mode = ''] = []], options) => {
      const { why, by, confirmed, ...more } = options
      const client = connect(adapters, more)
      const { live } = await client.versions.list({ limit: 1 })
      const applied = await client.rule.apply({
        ...{ base: live, edits: [{ kind: 'change-rule', rule, set: { mode } }], why },
        ...(by === undefined ? {} : { by }),
        ...(confirmed ? { confirmed } : {}),
      })
      const { number } = applied.version
      const left = applied.leftFolder ? ' The service no longer follows its pack folder.' : ''
      const said = `Version ${number} judges, with ${rule} in mode ${mode}.${left} To undo this: haechi rollback --to ${live}`
      await adapters.stdout.write(`${options.json ? JSON.stringify(applied) : said}\n`)
      return 'ok'
    },
  )
}
