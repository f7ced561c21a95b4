import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'

interface Options extends Common {
  readonly pack?: string
  readonly out?: string
  readonly known?: string
}

/** `haechi image` */
export function imageCommand(adapters: CliAdapters): Command {
  const command = new Command('image')
    .description(
      'Judge pictures (PNG, JPEG, WebP, GIF) here, without a service: what is wrong with the file, what image models say, what is written in it, and whether it is known.',
    )
    .argument('<FILE...>', 'pictures to judge')
    .option(
      '--pack <DIR>',
      'pack whose terms and image models are used (default: HAECHI_PACK, else as check)',
    )
    .option('--out <DIR>', 'folder for reports with pictures (HTML and JSON); none is written without it')
    .option('--known <FILE>', 'file of known hashes, `pdq HASH` a line')
  return act<Options>(command, adapters, async ([files = []], { json, pack, out, known }) => {
    // What looks at files takes a while to load, and no other command needs it.
    const { judgeFiles } = await import('../media/judge-files.ts')
    const asked = { files, pack, out, known, json: json === true }
    return judgeFiles(adapters, { ...asked, kind: 'image', profile: undefined, against: undefined })
  })
}
