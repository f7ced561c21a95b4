import type { EvidenceKind, ModelEntry } from './model.ts'
import type { SeenModel } from './ports.ts'

const DAY_MS = 86_400_000

/** How old evidence may be when a move rests on it, in ms. */
export const FRESH_MS = {
  ...{ trained: 30 * DAY_MS, evaluation: 7 * DAY_MS, gates: 7 * DAY_MS, checks: 7 * DAY_MS },
  ...{ probation: 2 * DAY_MS, canary: 2 * DAY_MS, watch: 2 * DAY_MS, drill: 30 * DAY_MS },
  'score-card': 2 * DAY_MS,
} as const satisfies Partial<Record<EvidenceKind, number>>
export type FreshKind = keyof typeof FRESH_MS

export type Found =
  | { readonly ok: true; readonly entry: ModelEntry }
  | { readonly ok: false; readonly why: string }

/**
 * The last word of the system of a kind, where it counts: a later word against stands before an earlier one for.
 * `afterMove`: it must have been said since the model came to where it stands.
 */
export function findEvidence(
  { record, entries }: Pick<SeenModel, 'record' | 'entries'>,
  kind: FreshKind,
  nowMs: number,
  afterMove = true,
): Found {
  const said = entries.findLast((entry) => entry.kind === kind && entry.by === 'system')
  if (said === undefined) return { ok: false, why: `there is no evidence of the kind "${kind}"` }
  const what = `the evidence "${kind}" (entry ${said.number})`
  const { dataset, policyVersion } = record.manifest
  if (said.body.dataset !== dataset)
    return { ok: false, why: `${what} is of another dataset than the model was trained on` }
  if (said.body.policyVersion !== policyVersion)
    return { ok: false, why: `${what} is of another policy version than the model was trained for` }
  const moved = entries.findLast((entry) => entry.kind === 'move')
  if (afterMove && moved !== undefined && said.number < moved.number)
    return { ok: false, why: `${what} is from before the model came to ${record.state}` }
  // A clock that was set back makes nothing fresh for ever: what is from the future does not count either.
  if (Math.abs(nowMs - said.atMs) > FRESH_MS[kind])
    return { ok: false, why: `${what} is older than ${FRESH_MS[kind] / DAY_MS} days` }
  return { ok: true, entry: said }
}
