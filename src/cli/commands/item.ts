import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'

interface Options extends Common {
  readonly profile: string
  readonly pack?: string
  readonly out?: string
  readonly against?: string
  readonly known?: string
}

/** `haechi item` */
export function itemCommand(adapters: CliAdapters): Command {
  const command = new Command('item')
    .description(
      'Judge 3D items (GLB, glTF, VRM) here, without a service: what is wrong with the file, what it shows from all sides, what is written in it, what it leaves bare. Writes a report with pictures for each (HTML and JSON).',
    )
    .argument('<FILE...>', 'items to judge')
    .option('--profile <ID>', "slot profile of the pack's profiles.yaml to hold them against", 'any')
    .option(
      '--pack <DIR>',
      'pack whose profiles, terms and image models are used (default: HAECHI_PACK, else as check)',
    )
    .option('--out <DIR>', 'folder for the reports (default: the working folder; none with --json alone)')
    .option('--against <DIR>', 'folder of items to find copies in')
    .option('--known <FILE>', 'file of known hashes, `pdq HASH` a line')
  return act<Options>(
    command,
    adapters,
    async ([files = []], { json, profile, pack, out, against, known }) => {
      // What looks at files takes a while to load, and no other command needs it.
      const { judgeFiles } = await import('../media/judge-files.ts')
      return judgeFiles(adapters, {
        ...{ files, kind: 'model3d', profile, pack, against, known },
        ...{ out: out ?? (json ? undefined : '.'), json: json === true },
      })
    },
  )
}
