import type { Effect } from '../core/effect.ts'
import type { DecisionId } from '../core/id.ts'
import type { CompiledSample } from './compile-samples.ts'
import type { Outcome } from './outcome.ts'

/**
 * The jobs of the samples that draw this decision. The draw is a hash of 32 of the 62 random bits of the decision's id with
 * the sample's name: the same each time, apart for each sample, and nothing that a client sends bears on it.
 */
export function drawSamples(
  samples: readonly CompiledSample[],
  id: DecisionId,
  world: string,
  { verdict, reasons }: Pick<Outcome, 'verdict' | 'reasons'>,
): Effect[] | undefined {
  const tail = tailOf(id)
  let drawn: Effect[] | undefined
  for (const sample of samples) {
    if (draw(tail, sample.seed) > sample.most) continue
    const { worlds, verdicts, policies, asks, effect } = sample
    if (worlds !== undefined && !worlds.has(world)) continue
    if (verdicts !== undefined && !verdicts.has(verdict)) continue
    if (policies !== undefined && !reasons.some(({ policy }) => policies.has(policy))) continue
    const job: Effect = { ...effect, policy: asks ?? reasons[0]?.policy ?? '' }
    if (drawn === undefined) drawn = [job]
    else drawn.push(job)
  }
  return drawn
}

/** The last eight hexadecimal digits of an id as 32 bits; without a branch, which random digits would foil. */
function tailOf(id: string): number {
  // "d-" and 32 digits. Written out: a loop over them takes longer.
  return (
    (digit(id.charCodeAt(26)) << 28) |
    (digit(id.charCodeAt(27)) << 24) |
    (digit(id.charCodeAt(28)) << 20) |
    (digit(id.charCodeAt(29)) << 16) |
    (digit(id.charCodeAt(30)) << 12) |
    (digit(id.charCodeAt(31)) << 8) |
    (digit(id.charCodeAt(32)) << 4) |
    digit(id.charCodeAt(33))
  )
}

function digit(unit: number): number {
  return (unit & 15) + 9 * (unit >> 6)
}

/** A signed 32 bit number, each as likely as any other. Source: the last step of MurmurHash3 (A. Appleby, public domain). */
function draw(tail: number, seed: number): number {
  let hash = Math.imul(tail ^ seed, 0xcc9e2d51)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ seed, 0xc2b2ae35)
  return hash ^ (hash >>> 16) ^ 0x80000000
}
