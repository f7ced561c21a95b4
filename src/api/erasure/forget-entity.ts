import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { Engine } from '../../engine/engine.ts'

/**
 * Lets an engine forget an entity: what it said lately, and the labels it bears. Counters hold hashes of names and no
 * names; what they counted passes with their windows.
 */
export function forgetEntity(
  { engine, ids }: { engine: Engine; ids: (nowMs: number) => DecisionId },
  entity: EntityRef,
  nowMs: number,
): void {
  engine.memory.conversations.forgetEntity(entity)
  for (const label of engine.ruleset.pack.labels.keys())
    engine.memory.labels.apply({
      ...{ id: ids(nowMs).slice(2), atMs: nowMs, entity, label, op: 'unset' },
      ...{ untilMs: undefined, rule: undefined },
    })
}
