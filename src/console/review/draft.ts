import type { AllowedEnforcement } from '../../api/contract/jobs.ts'
import type { Preset } from '../../review/enforcement-presets.ts'
import type { Said } from './desk.ts'

type Params = Readonly<Record<string, string | number | boolean>>

/** What a reviewer has chosen of a job, before they say it. */
export interface Draft {
  /** Ids without versions; empty: what was asked about. */
  readonly policies: readonly string[]
  /** Names of the enforcements chosen. */
  readonly enforcements: readonly string[]
  /** By enforcement. */
  readonly params: Readonly<Record<string, Params>>
  readonly strike: boolean
  readonly note: string
  /** Judged in the same stroke. */
  readonly also: readonly string[]
}

export const NO_DRAFT: Draft = {
  ...{ policies: [], enforcements: [], params: {}, strike: true, note: '', also: [] },
}

/** What was said before, to be said again or otherwise. */
export function draftOf(said: Said | undefined): Draft {
  if (said === undefined) return NO_DRAFT
  const { policies = [], enforcements = [], strike = true, note = '', also = [] } = said
  return {
    ...{ policies, strike, note, also },
    enforcements: enforcements.map(({ name }) => name),
    params: Object.fromEntries(enforcements.map((one) => [one.name, one.with ?? {}])),
  }
}

/** The parameters that an enforcement needs and that are not chosen yet. */
export function missingParams(draft: Draft, presets: readonly Preset<AllowedEnforcement>[]): string[] {
  return chosen(draft, presets).flatMap(({ enforcement: { name, params } }) =>
    Object.entries(params)
      .filter(([param, { required }]) => required && draft.params[name]?.[param] === undefined)
      .map(([param]) => `${name}.${param}`),
  )
}

export function chosen(
  draft: Draft,
  presets: readonly Preset<AllowedEnforcement>[],
): Preset<AllowedEnforcement>[] {
  return presets.filter(({ enforcement }) => draft.enforcements.includes(enforcement.name))
}

/** A draft as it is sent; what stands with `violates` alone is left out of the rest. */
export function saidOf(
  choice: Said['choice'],
  draft: Draft,
  presets: readonly Preset<AllowedEnforcement>[],
  spentMs: number,
): Said {
  const note = draft.note.trim()
  const base = {
    ...{ choice, spentMs: Math.min(86_400_000, Math.max(0, Math.round(spentMs))) },
    ...(note === '' ? {} : { note }),
    ...(draft.also.length === 0 ? {} : { also: [...draft.also] as NonNullable<Said['also']> }),
  }
  if (choice !== 'violates') return base
  const enforcements = chosen(draft, presets).map(({ enforcement: { name }, on }) => {
    const params = draft.params[name] ?? {}
    return { name, on, ...(Object.keys(params).length === 0 ? {} : { with: { ...params } }) }
  })
  return {
    ...base,
    ...(draft.policies.length === 0 ? {} : { policies: [...draft.policies] }),
    ...(enforcements.length === 0 ? {} : { enforcements }),
    ...(draft.strike ? {} : { strike: false }),
  }
}
