import type { Effect } from '../core/effect.ts'
import type { DecisionId } from '../core/id.ts'
import type { CompiledSample } from './compile-samples.ts'
import type { Outcome } from './outcome.ts'

/**
 * The jobs of the samples that draw this decision. The draw is a hash of the 62 random bits of the decision's id with
 * the sample's name: the same each time, apart for each sample, and nothing that a client sends bears on it.
 */
export function drawSamples(
  samples: readonly CompiledSample[],
  id: DecisionId,
  world: string,
  { verdict, reasons }: Pick<Outcome, 'verdict' | 'reasons'>,
): Effect[] | undefined {
  const high = digits(id, id.length - 16)
  const low = digits(id, id.length - 8)
  let drawn: Effect[] | undefined
  for (const { seed, share, worlds, verdicts, policies, asks, effect } of samples) {
    if (draw(high, low, seed) >= share) continue
    if (worlds !== undefined && !worlds.has(world)) continue
    if (verdicts !== undefined && !verdicts.has(verdict)) continue
    if (policies !== undefined && !reasons.some(({ policy }) => policies.has(policy))) continue
    const job: Effect = { ...effect, policy: asks ?? reasons[0]?.policy ?? '' }
    if (drawn === undefined) drawn = [job]
    else drawn.push(job)
  }
  return drawn
}

/** Eight hexadecimal digits as 32 bits. */
function digits(id: string, from: number): number {
  let bits = 0
  for (let i = from; i < from + 8; i++) {
    const unit = id.charCodeAt(i)
    bits = (bits << 4) | ((unit & 15) + (unit > 57 ? 9 : 0))
  }
  return bits
}

/** A whole number below 2^32, each as likely as any other. Source: the last step of MurmurHash3 (A. Appleby, public domain). */
function draw(high: number, low: number, seed: number): number {
  let hash = Math.imul(low ^ seed, 0xcc9e2d51) ^ high
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ seed, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
