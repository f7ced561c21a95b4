import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import type { Version, VersionReply } from '../../api/contract/versions.ts'
import type { Client } from '../../client/client.ts'
import { checkPack } from '../../pack/check-pack.ts'
import { contentOf } from '../../pack/content-of.ts'
import { diffPacks } from '../../pack/diff-packs.ts'
import { wrongPath } from '../../pack/wrong-path.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { counted } from '../counted.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { renderTable } from '../table.ts'
import { changeLine, describeVersion } from '../versions/render-plan.ts'
import { wholeNumber } from '../whole-number.ts'
import { writeWhole } from '../write-files.ts'

interface Options extends Common, ConnectOptions {
  readonly limit: number
  readonly out?: string
}

/** `haechi versions` */
export function versionsCommand(adapters: CliAdapters): Command {
  const command = new Command('versions')
    .description('List the packs that went live, newest first; with a number, show one and what it changed.')
    .argument('[N]', 'number of a version')
    .option('--limit <COUNT>', 'list so many', wholeNumber(1, 1000), 20)
    .option('--out <DIR>', 'write the files of version N into a folder that is not there yet')
  return act<Options>(withConnection(command), adapters, ([numbers = []], options) => {
    const client = connect(adapters, options)
    if (numbers[0] !== undefined) return show(adapters, client, numberOf(numbers[0]), options)
    if (options.out !== undefined)
      throw new CliFailure('usage', '--out needs the number of a version: haechi versions N --out DIR')
    return list(adapters, client, options)
  })
}

async function list({ stdout }: CliAdapters, client: Client, options: Options): Promise<ExitName> {
  const all = await client.versions.list({ limit: options.limit })
  await stdout.write(options.json ? `${JSON.stringify(all)}\n` : renderVersions(all.versions, all.live))
  return 'ok'
}

async function show(
  adapters: CliAdapters,
  client: Client,
  number: number,
  options: Options,
): Promise<ExitName> {
  const { stdout } = adapters
  const found = await client.versions.get(number)
  const { version, live, files } = found
  const changes =
    version.base === null ? undefined : changesOf(await client.versions.get(version.base), found)
  if (options.json) {
    await stdout.write(`${JSON.stringify({ version, live, changes: changes ?? null })}\n`)
  } else {
    const restored = version.restores === undefined ? '' : `, with the pack of version ${version.restores}`
    const lines = [
      `Version ${number}${live ? ' (live)' : ''}: ${describeVersion(version)}${restored}`,
      `ruleset ${version.ruleset}, ${counted(Object.keys(files).length, 'file')}`,
      ...(changes === undefined ? [] : ['', `Against version ${version.base}:`]),
      ...(changes?.map(changeLine) ?? []),
      ...(changes?.length === 0 ? ['no difference in how it judges'] : []),
    ]
    await stdout.write(`${lines.join('\n')}\n`)
  }
  if (options.out !== undefined) await writeFiles(adapters, options.out, files)
  return 'ok'
}

/** Undefined when either pack has errors for this version of Haechi. */
function changesOf(before: VersionReply, after: VersionReply) {
  const [old, now] = [checkPack(before.files).pack, checkPack(after.files).pack]
  return old && now && diffPacks(old, now)
}

async function writeFiles(
  { cwd, stderr }: CliAdapters,
  out: string,
  files: VersionReply['files'],
): Promise<void> {
  const dir = resolve(cwd, out)
  if (existsSync(dir)) throw new CliFailure('usage', `${out} is there already; name a folder that is not`)
  for (const [path, text] of Object.entries(files)) {
    // What a service sends is not trusted with paths of this machine.
    const wrong = wrongPath(path)
    if (wrong !== undefined)
      throw new CliFailure('refused', `A path in the version ${wrong}; nothing more is written`)
    const content = contentOf(path, text)
    if (content === undefined) {
      await stderr.write(`${path} does not travel with the pack (${text}); put it there yourself\n`)
      continue
    }
    await writeWhole(join(dir, path), content)
  }
  await stderr.write(`${counted(Object.keys(files).length, 'file')} written to ${out}\n`)
}

function renderVersions(versions: readonly Version[], live: number): string {
  return renderTable(
    [
      { heading: 'VERSION', right: true },
      { heading: 'WHEN' },
      { heading: 'BY' },
      { heading: 'RULESET' },
      { heading: 'WHY' },
    ],
    versions.map(({ number, appliedAt, appliedBy, ruleset, restores, why }) => [
      `${number === live ? '* ' : ''}${number}`,
      appliedAt.slice(0, 16).replace('T', ' '),
      appliedBy,
      ruleset,
      restores === undefined ? why : `${why} (back to ${restores})`,
    ]),
  )
}

function numberOf(text: string): number {
  try {
    return wholeNumber(1, 999_999_999)(text)
  } catch {
    throw new CliFailure('usage', `"${text}" is no number of a version; haechi versions lists them`)
  }
}
