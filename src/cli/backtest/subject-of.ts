import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import type { Subject } from '../../backtest/subject.ts'
import { oneLine } from '../../core/diagnostic.ts'
import { checkPack } from '../../pack/check-pack.ts'
import type { PackFiles } from '../../pack/pack.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import { CliFailure } from '../failure.ts'
import { packFolder, placed, readPack } from '../pack-folder.ts'

export interface SubjectOptions {
  readonly pack?: string
  readonly when?: string
  readonly on?: string
}

/** Where a file of rules from outside of the pack is put. */
const FILE_OF_RULE = 'rules/backtest-of-a-file.yaml'

/** What is to be judged: a pack's folder, a file with one rule, the id of a rule, or a condition. */
export async function subjectOf(
  adapters: CliAdapters,
  named: string | undefined,
  options: SubjectOptions,
): Promise<Subject> {
  if (options.when !== undefined) {
    if (named !== undefined) throw new CliFailure('usage', 'Give a rule or --when, not both')
    if (options.on === undefined)
      throw new CliFailure('usage', '--when needs --on TYPE: the event type that the condition is about')
    return {
      kind: 'condition',
      files: await filesOf(adapters, options.pack),
      on: options.on,
      when: options.when,
    }
  }
  if (options.on !== undefined) throw new CliFailure('usage', "--on is for --when 'CONDITION'")
  const path = named === undefined ? undefined : resolve(adapters.cwd, named)
  if (path === undefined || !existsSync(path)) {
    const files = await filesOf(adapters, options.pack)
    return named === undefined ? { kind: 'pack', files } : { kind: 'rule', files, rule: named }
  }
  if (statSync(path).isDirectory()) return { kind: 'pack', files: await filesOf(adapters, named) }
  return ruleOfFile(adapters, path, named!, options)
}

async function filesOf(adapters: CliAdapters, dir: string | undefined): Promise<PackFiles> {
  return readPack(packFolder(adapters, dir))
}

/** The one rule of a file, beside the other rules of the pack. */
async function ruleOfFile(
  adapters: CliAdapters,
  path: string,
  shown: string,
  { pack }: SubjectOptions,
): Promise<Subject> {
  const folder = packFolder(adapters, pack)
  const files = await readPack(folder)
  const inside = relative(folder.path, path).replaceAll('\\', '/')
  const others = Object.fromEntries(
    Object.entries(files).filter(([name]) => !/^rules\/.*\.ya?ml$/.test(name)),
  )
  const place = Object.hasOwn(files, inside) ? inside : FILE_OF_RULE
  const alone: PackFiles = { ...others, [place]: await readFile(path, 'utf8') }
  const { pack: checked, diagnostics } = checkPack(alone)
  if (checked === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    const first = errors.find(({ place: { file } }) => file === place) ?? errors[0]!
    const told =
      first.place.file === place
        ? { ...first, place: { ...first.place, file: shown } }
        : placed(first, folder)
    throw new CliFailure(
      'negative',
      `${shown} cannot be used with the pack ${folder.shown}: ${oneLine(told)}`,
    )
  }
  const [rule, ...more] = checked.rules
  if (rule === undefined || more.length > 0)
    throw new CliFailure(
      'usage',
      `${shown} has ${counted(checked.rules.length, 'rule')}; give a file with one, the id of a rule, or a pack's folder`,
    )
  // The others may set labels that it asks for, unless the pack has this rule in another file, too.
  const together: PackFiles = { ...files, ...alone }
  return { kind: 'rule', files: checkPack(together).pack === undefined ? alone : together, rule: rule.id }
}
