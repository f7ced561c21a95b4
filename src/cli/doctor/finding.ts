/** What a check of the machine, the pack or the service found. */
export interface Finding {
  /** What was looked at, as `data directory`. */
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly found: string
  /** How to mend it; absent when nothing is wrong. */
  readonly mend?: string
}

export const ok = (name: string, found: string): Finding => ({ name, state: 'ok', found })
export const warn = (name: string, found: string, mend: string): Finding => ({
  name,
  state: 'warn',
  found,
  mend,
})
export const fail = (name: string, found: string, mend: string): Finding => ({
  name,
  state: 'fail',
  found,
  mend,
})
