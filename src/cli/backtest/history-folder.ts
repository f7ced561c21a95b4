import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { START_DEFAULTS } from '../../api/running-service.ts'
import type { CliAdapters } from '../adapters.ts'
import { CliFailure } from '../failure.ts'

/** The history below a data directory, or a history's folder itself. Throws CliFailure where there is none. */
export function historyFolder({ settings, cwd }: CliAdapters, given: string | undefined): string {
  const named = given ?? settings.dataDir ?? START_DEFAULTS.dataDir
  const dir = resolve(cwd, named)
  for (const folder of [join(dir, 'history'), dir])
    if (existsSync(join(folder, 'catalog.json'))) return folder
  throw new CliFailure(
    'usage',
    `There is no history in ${named}; a running service writes one into its data directory as events are decided: name that with --data DIR`,
  )
}
