import { uuidOf } from '../../core/ids.ts'
import type { ListFilter, Page } from '../../enforcement/log/ports.ts'

/** The conditions of a list, put together from what is asked alone, so that the planner knows them. */
export interface ListWhere {
  readonly values: unknown[]
  /** Adds a value; its place in the statement. */
  value(one: unknown): string
  and(condition: string): void
  /** All conditions as one. */
  text(): string
}

/**
 * Starts the conditions of a page. Ids are UUIDs of version 7, so times are bounds of the id, and the order of a list,
 * its cursor and its times all stand in the one index.
 */
export function listWhere(table: string, filter: ListFilter, page: Page<string>): ListWhere {
  const values: unknown[] = []
  const parts: string[] = []
  const where: ListWhere = {
    values,
    value: (one) => `$${values.push(one)}`,
    and: (condition) => void parts.push(condition),
    text: () => (parts.length === 0 ? 'true' : parts.join(' and ')),
  }
  const { world, fromMs, toMs } = filter
  if (page.worlds !== null) where.and(`${table}.world = any(${where.value(page.worlds)}::text[])`)
  if (world !== undefined) where.and(`${table}.world = ${where.value(world)}`)
  if (fromMs !== undefined) where.and(`${table}.id >= ${where.value(firstIdAt(fromMs))}`)
  if (toMs !== undefined) where.and(`${table}.id < ${where.value(firstIdAt(toMs))}`)
  if (page.before !== undefined) where.and(`${table}.id < ${where.value(uuidOf(page.before))}`)
  return where
}

/** The condition on a column of `id@version`: a prefix, whose share the planner knows. */
export function underPolicy(where: ListWhere, column: string, policy: string): string {
  return `${column} ^@ ${where.value(`${policy}@`)}`
}

function firstIdAt(ms: number): string {
  return Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0').slice(-12).padEnd(32, '0')
}
