import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { didYouMean } from '../../core/suggest.ts'
import type { Link } from '../../pack/registry/links.ts'
import { type RegistryEntry, registry, unusedParts } from '../../pack/registry.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { loadPack, packFolder } from '../pack-folder.ts'
import { renderTable } from '../table.ts'

/** `haechi registry` */
export function registryCommand(adapters: CliAdapters): Command {
  const command = new Command('registry')
    .description('Show which part of a pack uses which, and what nothing uses; with a name, that part alone.')
    .argument(
      '[DIR]',
      'folder of the pack (default: HAECHI_PACK, else a pack here or in ./pack, else the starter)',
    )
    .argument('[NAME]', 'a rule, signal, counter, label, policy, feature, bank, queue, …')
  return act<Common>(command, adapters, ([first = [], second = []], options) => {
    const [dir, name] = argumentsOf(adapters, first[0], second[0])
    return show(adapters, dir, name, options)
  })
}

/** A single argument that is no folder is a name. */
function argumentsOf(
  { cwd }: CliAdapters,
  first: string | undefined,
  second: string | undefined,
): [dir: string | undefined, name: string | undefined] {
  if (first === undefined || second !== undefined) return [first, second]
  const path = resolve(cwd, first)
  return existsSync(path) && statSync(path).isDirectory() ? [first, undefined] : [undefined, first]
}

async function show(
  adapters: CliAdapters,
  dir: string | undefined,
  name: string | undefined,
  options: Common,
): Promise<ExitName> {
  const { stdout } = adapters
  const all = registry(await loadPack(packFolder(adapters, dir)))
  const asked = name === undefined ? all : all.filter((entry) => isNamed(entry, name))
  if (asked.length === 0)
    throw new CliFailure(
      'usage',
      `The pack has no "${name}"; ${didYouMean(name!, new Set(all.map((entry) => entry.name)))}`,
    )
  const unused = unusedParts(all)
  if (options.json) {
    const parts = asked.map((entry) => ({ ...entry, unused: unused.includes(entry) }))
    await stdout.write(`${JSON.stringify({ parts })}\n`)
  } else await stdout.write(name === undefined ? renderAll(all, unused) : asked.map(renderOne).join('\n'))
  return 'ok'
}

/** What belongs to an event type is also known by its own name, and so is a model. */
function isNamed({ name }: RegistryEntry, asked: string): boolean {
  return name === asked || name.endsWith(`/${asked}`) || name === `model.${asked}`
}

function renderAll(all: readonly RegistryEntry[], unused: readonly RegistryEntry[]): string {
  const table = renderTable(
    [
      { heading: 'PART' },
      { heading: 'NAME' },
      { heading: 'USES', right: true },
      { heading: 'USED BY', right: true },
    ],
    all.map(({ part, name, uses, usedBy }) => [part, name, String(uses.length), String(usedBy.length)]),
  )
  if (unused.length === 0) return `${table}\nEverything is used.\n`
  return `${table}\nNothing uses:\n${unused.map(({ part, name }) => `  ${part} ${name}\n`).join('')}`
}

function renderOne({ part, name, uses, usedBy }: RegistryEntry): string {
  return [
    `${part} ${name}`,
    ...grouped(uses).map(([how, names]) => `  ${how} ${names}`),
    usedBy.length === 0 ? (part === 'rule' ? '' : '  nothing uses it') : '  used by',
    ...grouped(usedBy).map(([how, names]) => `    ${how} it: ${names}`),
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('')
}

/** `reads signal insults, feature level` rather than a line for each. */
function grouped(links: readonly Link[]): [how: string, names: string][] {
  const byHow = new Map<string, string[]>()
  for (const { how, part, name } of links) byHow.set(how, [...(byHow.get(how) ?? []), `${part} ${name}`])
  return [...byHow].map(([how, names]) => [how, names.join(', ')])
}
