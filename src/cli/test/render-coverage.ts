import type { CoverageReport, Share } from '../../story/coverage.ts'
import type { PackFolder } from '../pack-folder.ts'
import { at } from './render-test-run.ts'

/** What the tests reach, and below it everything that they do not. */
export function renderCoverage(report: CoverageReport, { shown }: PackFolder): string {
  const { percent, rules, outcomes, features, neverFired, oneSided, neverGiven } = report
  const lines = [
    `Coverage ${percent} %: ${say(rules)} rules fired, ${say(outcomes)} outcomes of conditions seen, ${say(features)} features given`,
  ]
  if (neverFired.length > 0) lines.push('', 'Rules that never fired:')
  for (const { rule, place } of neverFired) lines.push(`  ${rule}  ${at(place, shown)}`)
  // Of a rule that never fired the whole condition was never true: that stands above.
  const parts = oneSided.filter(({ rule, whole }) => !whole || neverFired.every((one) => one.rule !== rule))
  if (parts.length > 0) lines.push('', 'Conditions that were never both true and false:')
  for (const [i, { rule, place, condition, never }] of parts.entries()) {
    if (parts[i - 1]?.rule !== rule) lines.push(`  ${rule}  ${at(place, shown)}`)
    lines.push(`    ${never.length === 2 ? 'never decided' : `never ${never[0]}`}: ${shorten(condition)}`)
  }
  if (neverGiven.length > 0) lines.push('', 'Features that were never given:')
  for (const { eventType, features: names } of neverGiven) lines.push(`  ${eventType}: ${names.join(', ')}`)
  return `${lines.join('\n')}\n`
}

function say({ reached, of }: Share): string {
  return `${reached} of ${of}`
}

function shorten(text: string): string {
  return text.length > 90 ? `${text.slice(0, 87)}…` : text
}
