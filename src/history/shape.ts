import type { ValueType } from '../core/value.ts'
import { storedType } from './stored-type.ts'

/** The columns of a file: stored types (see stored-type.ts) by column name, in the order of the file. */
export type Shape = Readonly<Record<string, string>>

/** An event type as the history needs to know it; the pack's own event types are such. */
export interface HistoryType {
  readonly name: string
  readonly features: ReadonlyMap<string, { readonly type: ValueType }>
}

/**
 * What is kept of every decision beside the features. `id` is the decision's; `time` and `received` are ms;
 * `fired` are the rules that had force, `shadow` those that had none, `unknown` those that could not be decided;
 * `counters`, `labels` and `effects` are as in the decision.
 */
export const ENVELOPE: Shape = {
  id: 'uuid',
  event_id: 'string',
  time: 'timestamp',
  received: 'timestamp',
  world: 'string',
  session: 'entity',
  actor: 'entity',
  target: 'entity',
  verdict: 'string',
  ruleset: 'string',
  latency_ms: 'double',
  fired: 'rules',
  shadow: 'rules',
  unknown: 'rules',
  counters: 'json',
  labels: 'json',
  effects: 'json',
}

/** The name of a feature's column. */
export function dataColumn(feature: string): string {
  return `data.${feature}`
}

/** The columns of one event type's files. */
export function shapeOf(type: HistoryType): Shape {
  const shape: Record<string, string> = { ...ENVELOPE }
  for (const [name, feature] of type.features) shape[dataColumn(name)] = storedType(feature.type)
  return shape
}

/** The name under which changes of labels stand in the history beside the event types. */
export const LABELS = '@labels'

/**
 * One setting or taking off of a label. `id` orders it among the decisions: a rule's has its decision's id; `received`
 * is when it happened; `op` is `set` or `unset`; `source` the rule, missing when it was done by hand.
 */
export const LABELS_SHAPE: Shape = {
  id: 'uuid',
  received: 'timestamp',
  'data.entity': 'entity',
  'data.label': 'string',
  'data.op': 'string',
  'data.until': 'timestamp',
  'data.source': 'string',
}
