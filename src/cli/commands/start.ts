import { resolve } from 'node:path'
import { Command } from 'commander'
import { START_DEFAULTS } from '../../api/running-service.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common {
  readonly port?: number
  readonly host?: string
  readonly dataDir?: string
  readonly pack?: string
  readonly watch?: true
}

/** `haechi start` */
export function startCommand(adapters: CliAdapters): Command {
  const { port, host, dataDir } = START_DEFAULTS
  const command = new Command('start')
    .description('Start the service; Ctrl-C ends it after everything in flight is answered and stored.')
    .option(
      '--port <PORT>',
      `port to serve at, 0 for any free one (HAECHI_PORT; default ${port})`,
      wholeNumber(0, 65535),
    )
    .option('--host <HOST>', `address to serve at (HAECHI_HOST; default ${host})`)
    .option('--data-dir <DIR>', `folder of the embedded database (HAECHI_DATA_DIR; default ${dataDir})`)
    .option('--pack <DIR>', 'folder of the policy pack (HAECHI_PACK; default: the starter pack)')
    .option('--watch', 'follow the folder of the pack again, although a version was applied since')
  return act<Options>(command, adapters, (_, options) => start(adapters, options))
}

async function start(adapters: CliAdapters, options: Options): Promise<ExitName> {
  const { settings, cwd } = adapters
  const pack = options.pack ?? settings.pack
  const service = await adapters
    .startService({
      port: options.port ?? (settings.port === undefined ? START_DEFAULTS.port : portOf(settings.port)),
      host: options.host ?? settings.host ?? START_DEFAULTS.host,
      dataDir: resolve(cwd, options.dataDir ?? settings.dataDir ?? START_DEFAULTS.dataDir),
      pack: pack === undefined ? undefined : resolve(cwd, pack),
      watch: options.watch === true,
      databaseUrl: settings.databaseUrl,
      adminKey: settings.adminKey,
      quiet: options.json === true,
    })
    .catch((fault: unknown) => {
      // Whatever part refused to start, its sentence names the way out; --debug shows which part it was.
      throw new CliFailure('cannotStart', fault instanceof Error ? fault.message : String(fault), fault)
    })
  if (options.json) {
    const { url, newKey, welcome } = service
    await adapters.stdout.write(
      `${JSON.stringify({ url, adminKey: newKey ?? null, welcome: welcome ?? null })}\n`,
    )
  }
  await service.stopped
  return 'ok'
}

function portOf(text: string): number {
  try {
    return wholeNumber(0, 65535)(text)
  } catch {
    throw new CliFailure('usage', `HAECHI_PORT is not a port; set a whole number from 0 to 65535`)
  }
}
