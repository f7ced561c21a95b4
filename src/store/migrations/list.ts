import { decisions } from './0001-decisions.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

/** Every migration in order. A released one is never edited: write the next. */
export const MIGRATIONS: readonly Migration[] = [decisions]
