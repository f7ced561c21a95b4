import type { EffectParams } from '../../core/effect.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { EnforcementId, StatementId, StrikeId } from '../../core/ids.ts'
import { idFrom } from '../../core/ids.ts'
import type {
  Cause,
  EnforcementRecord,
  EnforcementState,
  StrikeRecord,
  Threshold,
} from '../../enforcement/ports.ts'

export interface EnforcementRow {
  id: string
  target: EntityRef
  account: EntityRef | null
  world: string | null
  name: string
  params: EffectParams
  reversible: boolean
  state: EnforcementState
  sequence: string
  from_ms: string
  until_ms: string | null
  ended_ms: string | null
}

export interface CauseRow {
  id: string
  enforcement: string
  kind: Cause['kind']
  decision: string | null
  policy: string
  rule: string | null
  annotation: string | null
  by: string | null
  reason: string | null
  retroact: string | null
  strike: string | null
  threshold: Threshold | null
  statement: string | null
  at_ms: string
  until_ms: string | null
  reversed_ms: string | null
}

export interface StrikeRow {
  id: string
  account: EntityRef
  world: string | null
  decision: string | null
  item: EntityRef | null
  policy: string
  family: string
  weight: number
  rule: string | null
  annotation: string | null
  by: string | null
  retroact: string | null
  at_ms: string
  taken_ms: string
  expires_ms: string
  reversed_ms: string | null
}

export const ENFORCEMENT_COLUMNS = `e.id, e.target, e.account, e.world, e.name, e.params, e.reversible, e.state, e.sequence,
  e.from_ms, e.until_ms, e.ended_ms`

/** A time of Postgres, in ms since the epoch. */
export function msOf(ms: string | null): number | undefined {
  return ms === null ? undefined : Number(ms)
}

/** The id with a prefix of a UUID as Postgres prints it; undefined for null. */
export function idOr<T extends string>(prefix: string, uuid: string | null): T | undefined {
  return uuid === null ? undefined : idFrom<T>(prefix, uuid)
}

/** An enforcement without its causes. */
export function enforcementOf(row: EnforcementRow): EnforcementRecord {
  return {
    id: idFrom<EnforcementId>('enf', row.id),
    target: row.target,
    account: row.account ?? undefined,
    world: row.world ?? undefined,
    name: row.name,
    params: row.params,
    reversible: row.reversible,
    state: row.state,
    sequence: Number(row.sequence),
    fromMs: Number(row.from_ms),
    untilMs: msOf(row.until_ms),
    endedMs: msOf(row.ended_ms),
    causes: [],
  }
}

export function causeOf(row: CauseRow): Cause {
  return {
    id: row.id.replaceAll('-', ''),
    kind: row.kind,
    ...originOf(row),
    reason: row.reason ?? undefined,
    strike: idOr<StrikeId>('str', row.strike),
    threshold:
      row.threshold === null
        ? undefined
        : { ...row.threshold, families: row.threshold.families ?? undefined },
    statement: idOr<StatementId>('sor', row.statement),
    atMs: Number(row.at_ms),
    untilMs: msOf(row.until_ms),
    reversedMs: msOf(row.reversed_ms),
  }
}

export function strikeOf(row: StrikeRow): StrikeRecord {
  return {
    id: idFrom<StrikeId>('str', row.id),
    ...originOf(row),
    account: row.account,
    world: row.world ?? undefined,
    item: row.item ?? undefined,
    family: row.family,
    weight: row.weight,
    atMs: Number(row.at_ms),
    takenMs: Number(row.taken_ms),
    expiresMs: Number(row.expires_ms),
    reversedMs: msOf(row.reversed_ms),
  }
}

function originOf(row: Pick<CauseRow, 'decision' | 'policy' | 'rule' | 'annotation' | 'by' | 'retroact'>) {
  return {
    decision: idOr<DecisionId>('d', row.decision),
    policy: row.policy,
    rule: row.rule ?? undefined,
    annotation: idOr<NonNullable<Cause['annotation']>>('ann', row.annotation),
    by: row.by ?? undefined,
    retroact: idOr<NonNullable<Cause['retroact']>>('t', row.retroact),
  }
}
