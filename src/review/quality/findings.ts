import { familyOf, isUnder } from './policy-name.ts'
import type { QualityRow } from './ports.ts'

/** What is measured: a policy's id, a family, or undefined for whatever violates any policy. */
export type Subject = string | undefined

/** Whether a judgement says that the content violates the subject. */
export function finds({ choice, policy, policies }: QualityRow, subject: Subject): boolean {
  if (choice !== 'violates') return false
  if (subject === undefined) return true
  return (policies.length > 0 ? policies : [policy]).some((one) => isUnder(one, subject))
}

/** Whether the content of a golden job violates the subject in truth. */
export function isTrulyIn({ policy, truth }: QualityRow, subject: Subject): boolean {
  if (truth?.choice !== 'violates') return false
  if (subject === undefined) return true
  return (truth.policies.length > 0 ? truth.policies : [policy]).some((one) => isUnder(one, subject))
}

/** Families of policies that were found to be violated, in order. */
export function familiesFound(rows: readonly QualityRow[]): string[] {
  const found = rows
    .filter(({ choice }) => choice === 'violates')
    .flatMap(({ policy, policies }) => (policies.length > 0 ? policies : [policy]))
  return [...new Set(found.map(familyOf))].sort()
}
