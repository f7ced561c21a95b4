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
  outcome: Pick<Outcome, 'verdict' | 'reasons'>,
): Effect[] | undefined {
  const tail = tailOf(id)
  let drawn: Effect[] | undefined
  for (const sample of samples) {
    if (draw(tail, sample.seed) > sample.most) continue
    const job = jobOf(sample, world, outcome)
    if (job === undefined) continue
    if (drawn === undefined) drawn = [job]
    else drawn.push(job)
  }
  return drawn
}

/** Apart from the loop, which is short so, and seldom comes here. */
function jobOf(
  { worlds, verdicts, policies, asks, effect }: CompiledSample,
  world: string,
  { verdict, reasons }: Pick<Outcome, 'verdict' | 'reasons'>,
): Effect | undefined {
  if (worlds !== undefined && !worlds.has(world)) return undefined
  if (verdicts !== undefined && !verdicts.has(verdict)) return undefined
  if (policies !== undefined && !reasons.some(({ policy }) => policies.has(policy))) return undefined
  return { ...effect, policy: asks ?? reasons[0]?.policy ?? '' }
}

/**
 * The last eight hexadecimal digits of an id as 32 bits: "d-" and 32 digits. Without a branch, which random digits would
 * foil, and written out, as a loop takes longer.
 */
function tailOf(id: string): number {
  const a = id.charCodeAt(26)
  const b = id.charCodeAt(27)
  const c = id.charCodeAt(28)
  const d = id.charCodeAt(29)
  const e = id.charCodeAt(30)
  const f = id.charCodeAt(31)
  const g = id.charCodeAt(32)
  const h = id.charCodeAt(33)
  // Two digits to a byte, four bytes side by side; a letter has bit 6 and lacks nine of what it stands for.
  const high = (a << 24) | (c << 16) | (e << 8) | g
  const low = (b << 24) | (d << 16) | (f << 8) | h
  return (nibbles(high) << 4) | nibbles(low)
}

function nibbles(four: number): number {
  return ((four & 0x0f0f0f0f) + 9 * ((four >> 6) & 0x01010101)) | 0
}

/** A signed 32 bit number, each as likely as any other. Source: the last step of MurmurHash3 (A. Appleby, public domain). */
function draw(tail: number, seed: number): number {
  let hash = Math.imul(tail ^ seed, 0xcc9e2d51)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  // The last shift is left out: it would mix only the lower bits, which decide once in 2^16 draws.
  return Math.imul(hash ^ (hash >>> 13) ^ seed, 0xc2b2ae35)
}
