export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
}

/** Where the store says what it does; never content, never ids of users. */
export type Log = (line: LogLine) => void
