import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom } from '../../core/ids.ts'
import type { LabRow, PlacedRow, Split } from '../../lab/dataset/ports.ts'

/** The columns of a row of a dataset; `r` is the row. */
export const LAB_ROW = `encode(r.hash, 'hex') as hash, r.text, r.labels, r.violates, r.account, r.world, r.surface,
  r.language, r.account_age_ms, r.at_ms, r.source, r.decision, r.policy_version, r.reviewer, r.blind, r.probability, r.design`

export interface LabRowRow {
  hash: string
  text: string | null
  labels: string[]
  violates: boolean
  account: string | null
  world: string | null
  surface: string | null
  language: string | null
  account_age_ms: string | null
  at_ms: string | null
  source: string
  decision: string | null
  policy_version: string | null
  reviewer: string | null
  blind: boolean
  probability: number | null
  design: string | null
}

const SPLITS: readonly Split[] = ['train', 'tune', 'certify']

/** The number that stands for a split. */
export function splitNumber(split: Split): number {
  return SPLITS.indexOf(split)
}

/** A row as it is kept. */
export function labRowOf(row: LabRowRow): LabRow {
  const time = (ms: string | null) => (ms === null ? undefined : Number(ms))
  return {
    ...{ hash: row.hash, text: row.text ?? undefined, labels: row.labels, violates: row.violates },
    account: (row.account ?? undefined) as EntityRef | undefined,
    ...{ world: row.world ?? undefined, surface: row.surface ?? undefined },
    ...{ language: row.language ?? undefined, accountAgeMs: time(row.account_age_ms), atMs: time(row.at_ms) },
    source: row.source,
    decision: row.decision === null ? undefined : idFrom<DecisionId>('d', row.decision),
    ...{ policyVersion: row.policy_version ?? undefined, reviewer: row.reviewer ?? undefined },
    ...{ blind: row.blind, probability: row.probability ?? undefined, design: row.design ?? undefined },
  }
}

/** A row in its place in a dataset. */
export function placedRowOf(row: LabRowRow & { split: number; cluster: number }): PlacedRow {
  return { ...labRowOf(row), split: SPLITS[row.split]!, cluster: row.cluster }
}
