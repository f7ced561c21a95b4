import { randomUUID } from 'node:crypto'
import { cp, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { writeSchemas } from '../write-schemas.ts'

/** `haechi init` */
export function initCommand(adapters: CliAdapters): Command {
  const command = new Command('init')
    .description('Write a starter pack into a new or empty folder, with JSON Schemas for editors.')
    .argument('[DIR]', 'folder to write', 'pack')
  return act<Common>(command, adapters, ([[dir = 'pack'] = []], options) => init(adapters, dir, options))
}

async function init(adapters: CliAdapters, shown: string, options: Common): Promise<ExitName> {
  const path = resolve(adapters.cwd, shown)
  const held = await readdir(path).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw new CliFailure(
      'usage',
      `${shown} cannot be used as a folder (${fault.code}); choose another`,
      fault,
    )
  })
  if (held && held.length > 0)
    throw new CliFailure(
      'usage',
      `The folder ${shown} is not empty, and nothing in it is overwritten; choose another, or empty it first`,
    )
  // Made aside and moved into place, so that an interrupted init leaves no half of a pack.
  const aside = join(dirname(path), `.${basename(path)}-${randomUUID()}`)
  try {
    await mkdir(dirname(path), { recursive: true })
    await cp(adapters.starterPack, aside, { recursive: true })
    await writeSchemas(join(aside, '.schemas'))
    if (held) await rmdir(path)
    await rename(aside, path)
  } catch (fault) {
    await rm(aside, { recursive: true, force: true })
    if (!isSystemError(fault)) throw fault
    throw new CliFailure('usage', `${shown} cannot be written (${fault.code}); choose another folder`, fault)
  }
  const text = `Wrote a pack into ${shown}. Change it, then:\n  haechi check ${shown}\n  haechi start --pack ${shown}`
  await adapters.stdout.write(`${options.json ? JSON.stringify({ pack: path }) : text}\n`)
  return 'ok'
}

function isSystemError(fault: unknown): fault is NodeJS.ErrnoException {
  return fault instanceof Error && 'code' in fault && 'syscall' in fault
}
