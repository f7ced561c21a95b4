import type { KnownAnswers } from '../../stats/judge-rates.ts'
import { finds, isTrulyIn, type Subject } from './findings.ts'
import { familyOf } from './policy-name.ts'
import type { QualityRow } from './ports.ts'

/**
 * How golden jobs about the subject were answered by these reviewers, the unsure left out; undefined when there are none
 * that violate, or none that do not.
 */
export function knownAnswers(
  golden: readonly QualityRow[],
  subject: Subject,
  reviewers: ReadonlySet<string>,
): KnownAnswers | undefined {
  let [violating, found, fine, passed] = [0, 0, 0, 0]
  for (const row of golden) {
    if (row.truth === undefined || row.choice === 'unsure' || !reviewers.has(row.reviewer)) continue
    // A golden job of another family says how often this one is found where nobody looks for it: nothing.
    if (subject !== undefined && familyOf(row.policy) !== familyOf(subject)) continue
    const isFound = finds(row, subject)
    if (isTrulyIn(row, subject)) {
      violating++
      if (isFound) found++
    } else {
      fine++
      if (!isFound) passed++
    }
  }
  return violating === 0 || fine === 0 ? undefined : { violating, found, fine, passed }
}
