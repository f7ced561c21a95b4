import type { EntityRef } from '../core/entity.ts'
import type { LabelChange } from '../engine/ports.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import type { History } from '../history/open-history.ts'
import { LABELS, LABELS_SHAPE } from '../history/shape.ts'
import { valueAt } from '../rules/columns/loaded-column.ts'
import { labelsOf } from '../rules/labels-of.ts'
import type { RecordedLabels } from './run-columns.ts'

/** The labels that a ruleset's rules ask for. */
export function labelsAsked({ pack }: Ruleset): ReadonlySet<string> {
  return new Set(pack.rules.flatMap(({ irs }) => [...irs.values()].flatMap((ir) => labelsOf(ir))))
}

/** Reads what was recorded of some labels up to the end of a range: all of before it, and by hand within it. */
export async function readLabels(
  history: History,
  labels: ReadonlySet<string>,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<RecordedLabels> {
  const before: LabelChange[] = []
  const byHand: LabelChange[] = []
  if (labels.size === 0) return { before, byHand }
  for await (const { blocks } of history.readBlocks({ types: new Map([[LABELS, LABELS_SHAPE]]), to }))
    for (const block of blocks)
      for (let row = 0; row < block.rows; row++) {
        const text = (name: string) => valueAt(block.data(name), row) as string | undefined
        const label = text('label')!
        if (!labels.has(label)) continue
        const atMs = valueAt(block.column('received'), row) as number
        const rule = text('source')
        if (atMs >= from && rule !== undefined) continue
        const change: LabelChange = {
          id: block.id(row).slice(2),
          atMs,
          entity: text('entity') as EntityRef,
          label,
          op: text('op') as LabelChange['op'],
          untilMs: valueAt(block.data('until'), row) as number | undefined,
          rule,
        }
        ;(atMs < from ? before : byHand).push(change)
      }
  return { before, byHand }
}
