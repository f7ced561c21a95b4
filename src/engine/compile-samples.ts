import { hash32 } from '../core/draw.ts'
import type { Effect } from '../core/effect.ts'
import type { Verdict } from '../core/verdict.ts'
import type { EventType, Pack } from '../pack/pack.ts'

/** A sample as it meets one event type. */
export interface CompiledSample {
  /** Hash of its name as a signed 32 bit number, so that samples draw apart. */
  readonly seed: number
  /** The highest draw that it takes, less 2^31: numbers that V8 keeps in place. */
  readonly most: number
  /** Undefined: all. */
  readonly worlds: ReadonlySet<string> | undefined
  readonly verdicts: ReadonlySet<Verdict> | undefined
  /** As `id@version`. */
  readonly policies: ReadonlySet<string> | undefined
  /** What the reviewer is asked about, as `id@version`; undefined: the gravest policy that fired, or any. */
  readonly asks: string | undefined
  readonly effect: Omit<Effect & { kind: 'job' }, 'policy'>
}

/** The samples of a pack that may draw events of this type; undefined: none does. */
export function compileSamples(pack: Pack, { name }: EventType): readonly CompiledSample[] | undefined {
  const versioned = (id: string) => `${id}@${pack.policies.get(id)!.version}`
  const samples = pack.review.samples.filter(({ on }) => on?.includes(name) ?? true)
  if (samples.length === 0) return undefined
  return samples.map(({ name, share, queue, worlds, verdicts, policies, asks }) => ({
    seed: hash32(name) | 0,
    most: Math.max(1, Math.round(share * 2 ** 32)) - 1 - 2 ** 31,
    worlds: worlds && new Set(worlds),
    verdicts: verdicts && new Set(verdicts),
    policies: policies && new Set(policies.map(versioned)),
    asks: asks === undefined ? undefined : versioned(asks),
    effect: { kind: 'job', rule: `sample.${name}`, queue, sample: { name, probability: share } },
  }))
}
