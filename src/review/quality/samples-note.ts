import type { Sample } from '../../pack/pack.ts'
import type { QualityRow } from './ports.ts'

/** What stands in the way of reading estimates from drawn decisions as of all of them. */
export function samplesNote(
  audits: readonly QualityRow[],
  samples: readonly Sample[],
  forgotten: number,
): string[] {
  const notes: string[] = []
  const shares = new Map(samples.map(({ name, share }) => [name, share]))
  const drawn = new Map(audits.map(({ sample = '', probability }) => [sample, probability]))
  const changed = [...drawn].filter(([name, share]) => !near(shares.get(name), share)).map(([name]) => name)
  if (changed.length > 0 && samples.length > 1)
    notes.push(
      `The samples ${changed.sort().join(', ')} were not as they are in the live pack when they drew: where they and others may draw the same decisions, the chance of being drawn is that of now.`,
    )
  const isWhole = (one: Sample) =>
    one.on === undefined && one.verdicts === undefined && one.policies === undefined
  if (audits.length > 0 && samples.length > 0 && !samples.some(isWhole))
    notes.push(
      'No sample of review.yaml draws from all decisions: the estimates are of those that some sample may draw, not of the rest.',
    )
  if (forgotten > 0)
    notes.push(
      `${forgotten} drawn decisions are kept no more: they count in totals, and not by verdict or rule.`,
    )
  return notes
}

function near(a: number | undefined, b: number): boolean {
  return a !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(a, b)
}
