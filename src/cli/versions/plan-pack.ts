import type { Version } from '../../api/contract/versions.ts'
import type { Client } from '../../client/client.ts'
import type { Diagnostic } from '../../core/diagnostic.ts'
import { checkPack } from '../../pack/check-pack.ts'
import type { PackChange } from '../../pack/diff/change.ts'
import { diffPacks } from '../../pack/diff-packs.ts'
import type { Pack, PackFiles } from '../../pack/pack.ts'
import type { PackFolder } from '../pack-folder.ts'
import { readPack } from '../pack-folder.ts'

/** A pack held against the version that is live. */
export interface Plan {
  readonly folder: PackFolder
  readonly files: PackFiles
  readonly diagnostics: readonly Diagnostic[]
  readonly live: Version
  /** The pack that is live; undefined when this Haechi finds errors in it. */
  readonly before: Pack | undefined
  /** Undefined when the folder's pack has errors. */
  readonly after: Pack | undefined
  /** Undefined when either pack has errors. */
  readonly changes: readonly PackChange[] | undefined
}

/** Checks a pack's folder, and says what it changes of the pack that is live. */
export async function planPack(folder: PackFolder, client: Client): Promise<Plan> {
  const files = await readPack(folder)
  const { pack: after, diagnostics } = checkPack(files)
  const { live: number } = await client.versions.list({ limit: 1 })
  const live = await client.versions.get(number)
  const { pack: before } = checkPack(live.files)
  const changes = before && after && diffPacks(before, after)
  return { folder, files, diagnostics, live: live.version, before, after, changes }
}
