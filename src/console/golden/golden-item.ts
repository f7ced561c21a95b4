import type { Reply } from '../api/ask.ts'

/** A golden item as it is listed. */
export type GoldenItem = Reply<'listGolden'>['golden'][number]
