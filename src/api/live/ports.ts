/** Counts to add. Minutes count from the epoch. */
export interface MinuteCounts {
  readonly events: readonly MinuteEvents[]
  readonly firings: readonly {
    readonly minute: number
    readonly world: string
    readonly rule: string
    /** Its id, without the version. */
    readonly policy: string
    readonly fired: number
    readonly shadow: number
  }[]
}

export interface MinuteEvents {
  readonly minute: number
  readonly world: string
  readonly type: string
  /** A number for each verdict, in their order. */
  readonly verdicts: readonly number[]
}

/** Roll-ups to read: those by the minute (1) or by the hour (60), from a minute (inclusive) to another (exclusive). */
export interface RollUpPiece {
  readonly step: 1 | 60
  readonly from: number
  readonly to: number
}

export interface AskedRollUps {
  /** What the series is made of, and in what steps, in minutes. */
  readonly series: readonly RollUpPiece[]
  readonly every: number
  /** What the rest is made of. */
  readonly totals: readonly RollUpPiece[]
  /** Null: all. */
  readonly worlds: readonly string[] | null
  /** How many rules, policies, worlds and types at most. */
  readonly top: number
}

interface RolledUpFirings {
  readonly policy: string
  readonly fired: number
  readonly shadow: number
}

/** What was asked for: most first. `verdicts`: a number for each, in their order. */
export interface RolledUp {
  /** Only the steps in which there were events. */
  readonly series: readonly { readonly minute: number; readonly verdicts: readonly number[] }[]
  readonly worlds: readonly { readonly world: string; readonly verdicts: readonly number[] }[]
  readonly types: readonly { readonly type: string; readonly verdicts: readonly number[] }[]
  readonly rules: readonly (RolledUpFirings & { readonly rule: string })[]
  readonly policies: readonly RolledUpFirings[]
  /** The first minute of all that is kept; undefined: nothing is. */
  readonly since: number | undefined
}

/** What was decided, by the minute and by the hour. Rejects with `Unavailable`. */
export interface RollUps {
  read(asked: AskedRollUps): Promise<RolledUp>
  /** Events by minute and world, from this minute on. */
  recent(from: number): Promise<readonly Omit<MinuteEvents, 'type'>[]>
}
