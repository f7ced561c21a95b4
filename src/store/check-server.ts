import { CannotOpen } from './cannot-open.ts'

const OLDEST_POSTGRES = 150_000

export interface ServerFacts {
  /** As `server_version_num`: 180004 is 18.4. */
  readonly number: number
  readonly version: string
  readonly encoding: string
  readonly fsync: string
}

/** Returns what the operator should be warned of. Throws `CannotOpen` when Haechi cannot work on such a server. */
export function checkServer({ number, version, encoding, fsync }: ServerFacts): readonly string[] {
  if (number < OLDEST_POSTGRES)
    throw new CannotOpen(`The database is Postgres ${version}; Haechi needs 15 or later. Upgrade it.`)
  if (encoding !== 'UTF8')
    throw new CannotOpen(`The database's encoding is ${encoding}; make one with: createdb --encoding=UTF8.`)
  return fsync === 'on' ? [] : ['The database runs with fsync off: a power cut will lose decisions.']
}
