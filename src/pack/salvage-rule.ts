import type { z } from 'zod'
import { RuleFile } from './schemas.ts'

/**
 * What can be read of a rule that is not of its form: every part that is, so that its names and its condition are
 * still checked. Undefined when policy, event types or condition are not there to check.
 */
export function salvageRule(raw: unknown): RuleFile | undefined {
  const then = wellFormed(RuleFile.shape.then.shape, fieldOf(raw, 'then'))
  const rule = RuleFile.safeParse({ id: 'unnamed', ...wellFormed(RuleFile.shape, raw), then })
  return rule.data
}

/** The fields of an object that are each as their schema says. */
function wellFormed(shape: Readonly<Record<string, z.ZodType>>, raw: unknown): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries(shape)) {
    const value = fieldOf(raw, key)
    if (value !== undefined && schema.safeParse(value).success) fields[key] = value
  }
  return fields
}

function fieldOf(raw: unknown, key: string): unknown {
  if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, key)) return undefined
  return (raw as Readonly<Record<string, unknown>>)[key]
}
