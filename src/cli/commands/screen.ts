import { Command, Option } from 'commander'
import { didYouMean } from '../../core/suggest.ts'
import { prepareModels } from '../../engine/prepare-models.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { loadPack, packFolder } from '../pack-folder.ts'
import type { Judge } from '../screen/answer.ts'
import { FORMATS, type Format } from '../screen/input-record.ts'
import { judgeLocal } from '../screen/judge-local.ts'
import { judgeRemote } from '../screen/judge-remote.ts'
import { screenFile } from '../screen/screen-file.ts'
import { screenText } from '../screen/screen-text.ts'

export interface ScreenOptions extends Common, ConnectOptions {
  readonly file?: string
  readonly format?: Format
  readonly type: string
  readonly feature?: string
  readonly column?: string
  readonly world?: string
  readonly actor?: string
  readonly run: string
  readonly out?: string
  readonly local?: true
  readonly pack?: string
}

/** `haechi screen` */
export function screenCommand(adapters: CliAdapters): Command {
  const command = new Command('screen')
    .description('Judge a text, lines from stdin, or a file, by the running service or in this process.')
    .argument('[TEXT]', 'what a player wrote')
    .option('--file <FILE>', 'judge each line, or each record, of a file')
    .addOption(
      new Option('--format <FORMAT>', "how the file is read (default: by the file's name)").choices(FORMATS),
    )
    .option(
      '--column <NAME>',
      'the column of a CSV or TSV file, or the key of a JSON object, that holds the text',
    )
    .option('--type <TYPE>', 'event type', 'chat.message')
    .option('--feature <NAME>', 'the feature that the text becomes (default: text)')
    .option('--world <WORLD>', 'world of the events (default: the first of the pack)')
    .option('--actor <ENTITY>', 'who wrote it, as account:u1')
    .option('--out <FILE>', 'write the results, a line of JSON each; run again with the same file to go on')
    .option('--run <NAME>', 'name of this run of a file; another name has the same file judged anew', 'first')
    .option('--local', 'judge in this process with the pack; nothing is stored')
    .option('--pack <DIR>', 'the pack for --local (HAECHI_PACK)')
  return act<ScreenOptions>(withConnection(command), adapters, ([texts = []], options) =>
    screen(adapters, texts[0], options),
  )
}

async function screen(
  adapters: CliAdapters,
  text: string | undefined,
  options: ScreenOptions,
): Promise<ExitName> {
  if (text !== undefined && options.file !== undefined)
    throw new CliFailure('usage', 'Give a text or --file, not both')
  if (text === undefined && options.file === undefined && adapters.stdin.isTTY)
    throw new CliFailure('usage', 'Nothing to judge; give a text, --file FILE, or pipe lines into stdin')
  const { judge, feature } = await judgeFor(adapters, options)
  const asked = { ...options, feature: options.feature ?? feature }
  return text === undefined ? screenFile(adapters, judge, asked) : screenText(adapters, judge, text, asked)
}

async function judgeFor(
  adapters: CliAdapters,
  options: ScreenOptions,
): Promise<{ judge: Judge; feature: string }> {
  if (!options.local) {
    if (options.pack !== undefined)
      throw new CliFailure('usage', 'The running service has its own pack; pass --local to judge with --pack')
    return {
      judge: judgeRemote(connect(adapters, options, '. Or judge here, storing nothing, with --local')),
      feature: 'text',
    }
  }
  const folder = packFolder(adapters, options.pack)
  const pack = await loadPack(folder)
  const eventType = pack.eventTypes.get(options.type)
  if (!eventType)
    throw new CliFailure(
      'usage',
      `The pack has no event type "${options.type}"; ${didYouMean(options.type, pack.eventTypes.keys())}`,
    )
  const files = [...eventType.features.values()].filter(({ media }) => media !== undefined)
  if (files.length > 0)
    await adapters.stderr.write(
      `warning: files are looked at by the service, so what hangs on ${files.map(({ name }) => name).join(' or ')} is undecided here; start it with \`haechi start\`, and leave out --local\n`,
    )
  const models = adapters.modelHost(folder.path)
  for (const { message } of await prepareModels(pack, models))
    await adapters.stderr.write(`warning: ${message}
`)
  return { judge: judgeLocal(pack, models, adapters), feature: eventType.content ?? 'text' }
}
