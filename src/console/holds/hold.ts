import type { Reply } from '../api/ask.ts'

/** A hold as it is listed. */
export type Hold = Reply<'listHolds'>['holds'][number]
