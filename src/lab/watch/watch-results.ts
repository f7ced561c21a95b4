import type { Tripwire } from '../probation/tripwires.ts'
import type { WatchName, WatchResult } from '../registry/check-result.ts'
import type { ModelRecord } from '../registry/model.ts'

/** What stands when a model is looked over. */
export interface WatchFacts {
  readonly nowMs: number
  /** `id@version` of the task's policies as they are; undefined: not known here. */
  readonly policyVersion: string | undefined
  /** Days after which a model of the task is stale, where that was measured. */
  readonly mostDays: number
  /** Whether what it is asked about is what it was measured on; undefined: nothing was looked at yet. */
  readonly inputs: { readonly isAlarm: boolean; readonly says: string } | undefined
  /** What the quality of what it does was last said to be. */
  readonly quality: { readonly isAlarm: boolean; readonly says: string } | undefined
}

const DAY_MS = 86_400_000

/** Every watch of the ML Test Score's monitoring section, as it stands for a model. */
export function watchResults(
  { manifest, madeMs }: Pick<ModelRecord, 'manifest' | 'madeMs'>,
  trips: readonly Tripwire[],
  { nowMs, policyVersion, mostDays, inputs, quality }: WatchFacts,
): WatchResult[] {
  const trip = (watch: WatchName, ...names: readonly Tripwire['name'][]): WatchResult => {
    const own = trips.filter(({ name }) => names.includes(name))
    return {
      ...{ watch, state: own.some(({ tripped }) => tripped) ? 'alarm' : 'ok' },
      says: own.map(({ says }) => says).join('; '),
    }
  }
  const days = Math.floor((nowMs - madeMs) / DAY_MS)
  const isOther = policyVersion !== undefined && policyVersion !== manifest.policyVersion
  return [
    {
      ...{ watch: 'dependencies', state: isOther ? 'alarm' : policyVersion === undefined ? 'armed' : 'ok' },
      says: isOther
        ? `its policies are ${policyVersion} now and were ${manifest.policyVersion}`
        : `it stands on policies ${manifest.policyVersion}`,
    },
    inputs === undefined
      ? { watch: 'invariants', state: 'armed', says: 'no text that it was asked about was looked at yet' }
      : { watch: 'invariants', state: inputs.isAlarm ? 'alarm' : 'ok', says: inputs.says },
    trip('skew', 'skew'),
    {
      ...{ watch: 'age', state: days > mostDays ? 'alarm' : 'ok' },
      says: `it is ${days} days old, of ${mostDays} at most`,
    },
    trip('numerics', 'numerics', 'failed'),
    trip('compute', 'compute'),
    quality === undefined
      ? { watch: 'quality', state: 'armed', says: 'the detector starts when it is live' }
      : { watch: 'quality', state: quality.isAlarm ? 'alarm' : 'ok', says: quality.says },
  ]
}
