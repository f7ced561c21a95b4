import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'

interface Options extends Common, ConnectOptions {
  readonly within?: string
  readonly families?: readonly string[]
  readonly at?: readonly string[]
}

/** `haechi enforcement preview` */
export function previewCommand(adapters: CliAdapters): Command {
  const command = new Command('preview')
    .description('How many accounts a threshold of strikes would hit; nothing has effect.')
    .option('--within <LENGTH>', 'only strikes of so long, as 30d (default: all that count)')
    .option('--families <FAMILY...>', 'only strikes under these families of policies')
    .option('--at <SUM...>', 'sums to ask about (default: those of strikes.yaml, and 1 to 10)')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const { within, families, at } = options
    const preview = await connect(adapters, options).enforcements.preview({
      ...(within === undefined ? {} : { within }),
      ...(families === undefined ? {} : { families: [...families] }),
      ...(at === undefined ? {} : { at: at.map(Number) }),
    })
    const bars = preview.histogram.map(({ from, to, accounts }) => [
      to === Number.MAX_SAFE_INTEGER ? `${from} or more` : `${from} to below ${to}`,
      String(accounts),
    ])
    const hit = preview.hit.map((one) => [String(one.at), String(one.accounts)])
    const headings = (...names: string[]) => names.map((heading) => ({ heading }))
    const text = `Accounts with strikes that count: ${preview.accounts}\n\n${renderTable(headings('SUM', 'ACCOUNTS'), bars)}\n${renderTable(headings('A THRESHOLD AT', 'HITS ACCOUNTS'), hit)}`
    await adapters.stdout.write(options.json ? `${JSON.stringify(preview)}\n` : text)
    return 'ok'
  })
}
