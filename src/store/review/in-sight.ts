import type { Sight } from '../../review/jobs/ports.ts'
import { severityNumber } from './job-row.ts'

/** `Sight` as a condition on a table called `j`; adds its values to those of the statement. */
export function inSight(sight: Sight, values: unknown[]): string {
  const value = (one: unknown) => `$${values.push(one)}`
  const parts = [`j.severity >= ${value(severityNumber(sight.gravest))}`]
  if (sight.worlds !== null) parts.push(`j.world = any(${value(sight.worlds)})`)
  if (sight.hidden.length > 0) parts.push(`j.queue <> all(${value(sight.hidden)})`)
  if (sight.known !== null) parts.push(`j.queue = any(${value(sight.known)})`)
  return parts.join(' and ')
}
