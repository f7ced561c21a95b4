import { Command, Option } from 'commander'
import type { Language } from '../../api/contract/decisions.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'

interface Options extends Common, ConnectOptions {
  readonly language: Language
}

/** `haechi explain` */
export function explainCommand(adapters: CliAdapters): Command {
  const command = new Command('explain')
    .description('Tell the story of a decision: what happened, which rules fired, and the values they saw.')
    .argument('<ID>', 'id of the decision, as d-…')
    .addOption(
      new Option('--language <LANGUAGE>', 'language to tell it in').choices(['en', 'ko']).default('en'),
    )
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const explanation = await connect(adapters, options).explanation(id, options.language)
    await adapters.stdout.write(
      `${options.json ? JSON.stringify(explanation) : explanation.text.trimEnd()}\n`,
    )
    return 'ok'
  })
}
