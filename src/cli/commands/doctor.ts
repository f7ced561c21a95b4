import { freemem } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { START_DEFAULTS } from '../../api/running-service.ts'
import { languageFolders } from '../../signals/image/read/language-data.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, serviceUrl, withConnection } from '../connect.ts'
import { checkDataDir } from '../doctor/check-data-dir.ts'
import { checkMemory, checkNode } from '../doctor/check-machine.ts'
import { checkOcr, checkVideo } from '../doctor/check-media.ts'
import { checkPackFolder } from '../doctor/check-pack-folder.ts'
import { checkPort } from '../doctor/check-port.ts'
import { checkPostgres } from '../doctor/check-postgres.ts'
import { checkService } from '../doctor/check-service.ts'
import type { Finding } from '../doctor/finding.ts'
import type { ExitName } from '../exit-codes.ts'
import { packFolder } from '../pack-folder.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, ConnectOptions {
  readonly dataDir?: string
  readonly pack?: string
  readonly port?: number
  readonly host?: string
}

/** `haechi doctor` */
export function doctorCommand(adapters: CliAdapters): Command {
  const command = new Command('doctor')
    .description(
      'Say what is wrong with the machine, the pack or the service, and how to mend it. Exit code 1: something fails.',
    )
    .option('--data-dir <DIR>', 'folder of the embedded database (HAECHI_DATA_DIR)')
    .option('--pack <DIR>', 'folder of the pack (HAECHI_PACK)')
    .option('--port <PORT>', 'port that the service is to serve at (HAECHI_PORT)', wholeNumber(1, 65535))
    .option('--host <HOST>', 'address that it is to serve at (HAECHI_HOST)')
  return act<Options>(withConnection(command), adapters, (_, options) => doctor(adapters, options))
}

async function doctor(adapters: CliAdapters, options: Options): Promise<ExitName> {
  const { settings, cwd, stdout } = adapters
  const host = options.host ?? settings.host ?? START_DEFAULTS.host
  const port = options.port ?? (Number(settings.port) || START_DEFAULTS.port)
  const dataDir = options.dataDir ?? settings.dataDir ?? START_DEFAULTS.dataDir
  const given = options.url ?? settings.url
  const url = given === undefined ? `http://${host}:${port}` : serviceUrl(adapters, options)
  const service = await checkService(adapters, url, options.key ?? settings.key ?? settings.adminKey)
  const findings: Finding[] = [
    checkNode(process.versions.node),
    checkMemory(process.availableMemory?.() ?? freemem()),
    ...(await checkDataDir(resolve(cwd, dataDir), dataDir)),
    await checkPostgres(process.platform, process.arch, settings.databaseUrl !== undefined),
    await checkPackFolder(packFolder(adapters, options.pack)),
    await checkOcr(await languageFolders([...settings.tessdata, join(resolve(cwd, dataDir), 'tessdata')])),
    await checkVideo(settings.path),
    await checkPort(host, port, service.reached && url === `http://${host}:${port}`),
    ...service.findings,
  ]
  const failed = findings.some(({ state }) => state === 'fail')
  await stdout.write(
    options.json
      ? `${JSON.stringify({ ok: !failed, findings })}\n`
      : findings.map((finding) => render(finding, adapters)).join(''),
  )
  return failed ? 'negative' : 'ok'
}

const COLOURS = { ok: 32, warn: 33, fail: 31 } as const

function render({ name, state, found, mend }: Finding, { stdout, settings }: CliAdapters): string {
  const word = state.padEnd(4)
  const shown = stdout.isTTY && !settings.noColor ? `\x1b[${COLOURS[state]}m${word}\x1b[0m` : word
  return `${shown}  ${name}: ${found}${mend === undefined ? '' : `\n      ${mend}`}\n`
}
