import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { byPlace, type Diagnostic, oneLine } from '../../core/diagnostic.ts'
import { checkPack } from '../../pack/check-pack.ts'
import { checkPackTests } from '../../pack/check-pack-tests.ts'
import type { Pack, PackFiles } from '../../pack/pack.ts'
import { renderDiagnostic } from '../../rules/render-diagnostic.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import type { ExitName } from '../exit-codes.ts'
import { type PackFolder, packFolder, placed, readPack } from '../pack-folder.ts'
import { writeSchemas } from '../write-schemas.ts'

interface Options extends Common {
  readonly long?: true
  readonly schemas?: string
}

/** `haechi check` */
export function checkCommand(adapters: CliAdapters): Command {
  const command = new Command('check')
    .description('Type a whole pack and report everything that is wrong with it. Exit code 1: it has errors.')
    .argument(
      '[DIR]',
      'folder of the pack (default: HAECHI_PACK, else a pack here or in ./pack, else the starter)',
    )
    .option('--long', 'show the lines meant, with marks')
    .option('--schemas <DIR>', 'write the JSON Schemas of the files of a pack, for editors')
  return act<Options>(command, adapters, ([dirs = []], options) => check(adapters, dirs[0], options))
}

async function check(adapters: CliAdapters, dir: string | undefined, options: Options): Promise<ExitName> {
  const { stdout } = adapters
  if (options.schemas !== undefined) await writeSchemas(resolve(adapters.cwd, options.schemas))
  const folder = packFolder(adapters, dir)
  const files = await readPack(folder)
  const { pack, ...checked } = checkPack(files)
  // Tests name what the pack holds, so they are looked at once it is sound.
  const { tests, diagnostics: ofTests } = pack ? checkPackTests(files, pack) : { tests: [], diagnostics: [] }
  const diagnostics = [...checked.diagnostics, ...ofTests].sort(byPlace)
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  if (options.json) {
    const shown = diagnostics.map((diagnostic) => placed(diagnostic, folder))
    await stdout.write(
      `${JSON.stringify({ pack: folder.shown, ok: errors === 0, ruleset: pack?.id ?? null, diagnostics: shown })}\n`,
    )
    return errors === 0 ? 'ok' : 'negative'
  }
  const long = longRenderer(files, folder)
  for (const diagnostic of diagnostics)
    await stdout.write(
      options.long ? `${long(diagnostic).trimEnd()}\n\n` : `${oneLine(placed(diagnostic, folder))}\n`,
    )
  await stdout.write(`${summary(folder.shown, pack, tests.length, errors, diagnostics.length - errors)}\n`)
  return errors === 0 ? 'ok' : 'negative'
}

function longRenderer(files: PackFiles, folder: PackFolder): (diagnostic: Diagnostic) => string {
  const linesOf = new Map<string, readonly string[]>()
  const texts = new Map(Object.entries(files).map(([path, text]) => [join(folder.shown, path), text]))
  return (diagnostic) =>
    renderDiagnostic(placed(diagnostic, folder), (file, line) => {
      const lines = linesOf.get(file) ?? texts.get(file)?.split(/\r\n?|\n/) ?? []
      linesOf.set(file, lines)
      return lines[line - 1]
    })
}

function summary(
  shown: string,
  pack: Pack | undefined,
  tests: number,
  errors: number,
  warnings: number,
): string {
  const found = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`
  if (!pack) return `${shown}: ${found}`
  const { rules, policies, eventTypes, banks, signals, id } = pack
  const held = [
    counted(rules.length, 'rule'),
    counted(policies.size, 'policy', 'policies'),
    counted(eventTypes.size, 'event type'),
    counted(signals.size, 'signal'),
    counted(banks.size, 'bank'),
    ...(tests === 0 ? [] : [counted(tests, 'test')]),
  ]
  return `${shown}: ${found}; ${held.join(', ')}; ruleset ${id}`
}
