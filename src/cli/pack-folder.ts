import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Diagnostic } from '../core/diagnostic.ts'
import { oneLine } from '../core/diagnostic.ts'
import { checkPack } from '../pack/check-pack.ts'
import type { Pack, PackFiles } from '../pack/pack.ts'
import { readPackFolder } from '../pack/read-pack.ts'
import type { CliAdapters } from './adapters.ts'
import { counted } from './counted.ts'
import { CliFailure } from './failure.ts'

/** A pack's folder: `shown` as the user would write it, `path` absolute. */
export interface PackFolder {
  readonly shown: string
  readonly path: string
}

/** The folder given, else HAECHI_PACK, else a pack in or under the working folder, else the starter. */
export function packFolder(
  { settings, cwd, starterPack }: CliAdapters,
  given: string | undefined,
): PackFolder {
  const named = given ?? settings.pack
  if (named !== undefined) return { shown: named, path: resolve(cwd, named) }
  for (const shown of ['.', 'pack'])
    if (existsSync(join(cwd, shown, 'haechi.yaml'))) return { shown, path: resolve(cwd, shown) }
  return { shown: starterPack, path: starterPack }
}

/** Reads a pack's files. Throws CliFailure when there is no pack. */
export async function readPack(folder: PackFolder): Promise<PackFiles> {
  if (!existsSync(folder.path))
    throw new CliFailure(
      'usage',
      `There is no folder ${folder.shown}; \`haechi init ${folder.shown}\` writes a pack`,
    )
  if (!existsSync(join(folder.path, 'haechi.yaml')))
    throw new CliFailure(
      'usage',
      `${folder.shown} has no haechi.yaml, so it is no pack; give a pack's folder, or write one with \`haechi init DIR\``,
    )
  try {
    return await readPackFolder(folder.path)
  } catch (fault) {
    throw new CliFailure('usage', fault instanceof Error ? fault.message : String(fault), fault)
  }
}

/** Reads and checks a pack. Throws CliFailure, naming the first error, when it has any. */
export async function loadPack(folder: PackFolder): Promise<Pack> {
  const { pack, diagnostics } = checkPack(await readPack(folder))
  if (pack) return pack
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const first = errors[0] ? ` First: ${oneLine(placed(errors[0], folder))}` : ''
  throw new CliFailure(
    'negative',
    `The pack ${folder.shown} has ${counted(errors.length, 'error')}; \`haechi check ${folder.shown}\` shows all.${first}`,
  )
}

/** A diagnostic whose place is written as a path from the working folder, so that editors and terminals open it. */
export function placed(diagnostic: Diagnostic, { shown }: PackFolder): Diagnostic {
  const at = <P extends { readonly file: string }>(place: P): P => ({
    ...place,
    file: join(shown, place.file),
  })
  return {
    ...diagnostic,
    place: at(diagnostic.place),
    ...(diagnostic.related && {
      related: diagnostic.related.map((other) => ({ ...other, place: at(other.place) })),
    }),
  }
}
