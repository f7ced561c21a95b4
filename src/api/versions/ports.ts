/** How a version went live. */
export type Via = 'start' | 'folder' | 'apply' | 'rollback'

/** A pack that went live, with who and why. Its files are in the `RulesetLog`. */
export interface VersionRecord {
  /** From 1, without gaps. */
  readonly number: number
  readonly ruleset: string
  readonly appliedAt: string
  readonly appliedBy: string
  readonly why: string
  readonly via: Via
  /** The version that was live before; 0: none. */
  readonly base: number
  /** The version that a rollback brought back. */
  readonly restores: number | undefined
}

/** The versions in order: the latest one judges, in every process on the database. */
export interface VersionLog {
  latest(): Promise<VersionRecord | undefined>
  get(number: number): Promise<VersionRecord | undefined>
  /** Newest first; those below `before`, when given. */
  list(limit: number, before?: number): Promise<VersionRecord[]>
  /** The files of a ruleset as one JSON text, by path. */
  filesOf(ruleset: string): Promise<string | undefined>
  /** Of some rulesets, the files of one folder that mention a text; by ruleset, then path. */
  filesWith(
    rulesets: readonly string[],
    folder: string,
    text: string,
  ): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>>
  /**
   * Makes the version after `base` the latest, together with its files (JSON in UTF-8; undefined: they are kept
   * already). Undefined when `base` is no longer the latest. Rejects with `Unavailable`, and then it may have been
   * recorded all the same: `latest` tells.
   */
  record(
    version: Omit<VersionRecord, 'number'>,
    files: Uint8Array | undefined,
  ): Promise<VersionRecord | undefined>
}
