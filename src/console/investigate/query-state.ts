import type { z } from 'zod'
import type { Query } from '../../api/contract/queries.ts'
import type { Asked } from '../api/ask.ts'

/** What is asked on the page; `bare`: without content. */
export interface Question {
  readonly on: string
  readonly when: string
  readonly where: NonNullable<z.input<typeof Query>['where']>
  readonly lists: readonly string[]
  /** The last so long, as `24h`; or from and to, in ms. */
  readonly span: { readonly last: string } | { readonly from: number; readonly to: number }
  readonly bare: boolean
}

export const FIRST_LISTS = ['actor', 'decision.fired', 'event.world', 'session'] as const
export const LAST = ['1h', '6h', '24h', '7d', '30d'] as const
const PAGE = 100
const TOP = 8
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

export function newQuestion(on: string): Question {
  return { on, when: 'true', where: {}, lists: FIRST_LISTS, span: { last: '24h' }, bare: true }
}

/** Opens a saved query. */
export function questionOf(query: Query): Question {
  const { on, when, where = {}, lists = FIRST_LISTS, last, from, to } = query
  const span =
    from !== undefined && to !== undefined
      ? { from: Date.parse(from), to: Date.parse(to) }
      : { last: last ?? '24h' }
  return { on, when, where: where as Question['where'], lists, span, bare: true }
}

/** As it is saved. */
export function queryOf({ on, when, where, lists, span }: Question): z.input<typeof Query> {
  const isFiltered = Object.keys(where).length > 0
  return {
    ...{ on, when: when.trim() === '' ? 'true' : when, lists: [...lists] },
    ...(isFiltered ? { where } : {}),
    ...('last' in span
      ? { last: span.last }
      : { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() }),
  }
}

/** The range in ms: receipt from (inclusive) to (exclusive). */
export function rangeOf({ span }: Pick<Question, 'span'>, nowMs: number): { from: number; to: number } {
  if (!('last' in span)) return span
  const length = Number(span.last.slice(0, -1)) * (UNITS[span.last.at(-1)!] ?? 0)
  return { from: nowMs - length, to: nowMs }
}

/** What the service is asked; `before`: for older events only. */
export function bodyOf(
  question: Question,
  nowMs: number,
  before?: string,
): NonNullable<Asked<'investigate'>['body']> {
  const { on, when, where, lists } = queryOf(question)
  const { from, to } = rangeOf(question, nowMs)
  return {
    ...{ on, when, top: TOP },
    ...(where === undefined ? {} : { where }),
    ...(before === undefined ? { lists: lists! } : {}),
    events: {
      ...{ limit: PAGE, bare: question.bare },
      ...(before === undefined ? {} : { before, only: true }),
    },
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  }
}
