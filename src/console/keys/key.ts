import type { Reply } from '../api/ask.ts'

/** A key as it is listed. */
export type Key = Reply<'listKeys'>['keys'][number]
