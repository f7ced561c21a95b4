import { type Source, sourceOf } from '../../pack/edit/source-of.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { VersionRecord } from '../versions/ports.ts'
import type { Versions } from '../versions/versions.ts'

/** What a rule, or a policy, said under a version; undefined: it was not there. */
export interface PartState {
  readonly version: VersionRecord
  readonly source: Source | undefined
}

export interface PartStates {
  /** From the newest version on. */
  readonly states: readonly PartState[]
  /** There are older versions than the last of these. */
  readonly isCut: boolean
}

/** Versions that are looked through at a time. */
export const MOST_VERSIONS = 200

/** What a rule, or a policy, said under each version, as far as the files of that version are kept. */
export async function partStates(
  versions: Pick<Versions, 'list' | 'filesWith'>,
  folder: 'rules' | 'policies',
  id: string,
  before?: number,
): Promise<PartStates> {
  const page = await orUnavailable(versions.list(MOST_VERSIONS + 1, before))
  const rulesets = [...new Set(page.map(({ ruleset }) => ruleset))]
  const files = await orUnavailable(versions.filesWith(rulesets, folder, id))
  const sources = new Map(rulesets.map((one) => [one, sourceOf(files.get(one) ?? {}, folder, id)]))
  return {
    states: page.map((version) => ({ version, source: sources.get(version.ruleset) })),
    isCut: page.length > MOST_VERSIONS,
  }
}
