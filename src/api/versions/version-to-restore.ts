import type { VersionLog, VersionRecord } from './ports.ts'

type Found =
  | { readonly ok: true; readonly version: VersionRecord }
  /** Why there is none; a sentence. */
  | { readonly ok: false; readonly detail: string }

const PAGE = 100

/**
 * The version that a rollback brings back: the one named, or the last one before `live` with another pack. After a
 * rollback that is counted from the version it brought back, so that rolling back again goes further back.
 */
export async function versionToRestore(
  log: Pick<VersionLog, 'get' | 'list'>,
  live: VersionRecord,
  to: number | undefined,
): Promise<Found> {
  if (to !== undefined) {
    const version = await log.get(to)
    if (version === undefined) return { ok: false, detail: `There is no version ${to}.` }
    if (version.ruleset !== live.ruleset) return { ok: true, version }
    return { ok: false, detail: `Version ${to} has the pack that is live, in version ${live.number}.` }
  }
  for (let before = live.restores ?? live.number; ; ) {
    const page = await log.list(PAGE, before)
    const version = page.find(({ ruleset }) => ruleset !== live.ruleset)
    if (version !== undefined) return { ok: true, version }
    if (page.length < PAGE)
      return { ok: false, detail: `Before version ${live.number} there is none with another pack.` }
    before = page.at(-1)!.number
  }
}
