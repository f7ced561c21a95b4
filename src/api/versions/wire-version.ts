import type { Version } from '../contract/versions.ts'
import type { VersionRecord } from './ports.ts'

/** The form in which versions leave the service. */
export function wireVersion({ base, restores, ...rest }: VersionRecord): Version {
  return { ...rest, base: base === 0 ? null : base, ...(restores === undefined ? {} : { restores }) }
}
