import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Client } from '../../client/client.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { modelOf } from '../model/model-of.ts'
import { writeWhole } from '../write-files.ts'

interface Options extends Common, ConnectOptions {
  readonly out?: string
}

/** `haechi model report | card` */
export function modelDocuments(adapters: CliAdapters): Command[] {
  return [
    document(adapters, 'report', 'Write the evaluation of a model as a page of HTML that stands alone.'),
    document(adapters, 'card', 'Write the card of a model as Markdown.'),
  ]
}

function document(
  adapters: CliAdapters,
  which: keyof Client['models'] & ('report' | 'card'),
  about: string,
): Command {
  const command = new Command(which)
    .description(about)
    .argument('<MODEL>', 'id of the model, or its beginning')
    .option('--out <FILE>', 'write it to a file; to the standard output when not given')
  return act<Options>(withConnection(command), adapters, async ([[text = ''] = []], { out, ...options }) => {
    const client = connect(adapters, options)
    const model = await modelOf(client, text)
    const content = await client.models[which](model)
    const path = out === undefined ? undefined : resolve(adapters.cwd, out)
    if (path !== undefined) await writeWhole(path, content)
    const said = options.json
      ? `${JSON.stringify({ model, file: path ?? null, ...(path ? {} : { content }) })}\n`
      : content
    if (path === undefined || options.json) await adapters.stdout.write(said)
    return 'ok'
  })
}
