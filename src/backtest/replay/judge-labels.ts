import type { Decision } from '../../core/decision.ts'
import { isoTime } from '../../core/iso-time.ts'
import { collectEffects } from '../../engine/collect-effects.ts'
import type { LabelState } from '../../engine/label-state.ts'
import type { LabelChange } from '../../engine/ports.ts'
import type { CompiledEventType, CompiledRule } from '../../engine/ruleset.ts'
import type { Order } from '../../history/merge-order.ts'
import type { ColumnProgram } from '../../rules/compile-columns.ts'
import type { BlockColumns } from './block-columns.ts'
import { hasForce } from './draw-rows.ts'

/** A block whose rules have been judged as far as they hang on no label. */
export interface LabelledBlock {
  readonly columns: BlockColumns
  readonly compiled: CompiledEventType
  readonly outcomes: readonly Uint8Array[]
  /** Rules that ask for labels: index of the rule, and the whole condition compiled. */
  readonly asking: readonly { readonly index: number; readonly program: ColumnProgram }[]
  /** Rules that set labels or take them off, gravest first. */
  readonly setting: readonly CompiledRule[]
}

/** The labels as of the row that is judged, and what people changed by hand, in order. */
export interface Labels {
  readonly state: LabelState
  /** Takes in all changes by hand before this decision. */
  before(decision: string): void
  /** Told of what rules set and took off. */
  readonly changed?: (changes: readonly LabelChange[]) => void
}

/**
 * Judges what hangs on labels, row by row in the order of arrival: only rows in which a rule is still undecided, or
 * labels change.
 */
export function judgeLabels(
  labels: Labels,
  blocks: readonly LabelledBlock[],
  order: Order | undefined,
): void {
  const marks = blocks.map((block) => markRows(block))
  for (const { columns } of blocks)
    columns.labels = (entity, label, receivedMs) => labels.state.has(entity, label, receivedMs)
  const judge = (i: number, row: number) => {
    if (marks[i]![row] === 0) return
    const { columns } = blocks[i]!
    labels.before(columns.block.id(row))
    judgeRow(labels, blocks[i]!, row)
  }
  if (order === undefined)
    blocks.forEach((block, i) => {
      for (let row = marks[i]!.indexOf(1); row >= 0; row = marks[i]!.indexOf(1, row + 1)) judge(i, row)
      labels.state.sweep(block.columns.received.values[block.columns.rows - 1]!)
    })
  else for (let place = 0; place < order.row.length; place++) judge(order.block[place]!, order.row[place]!)
}

/** 1 for rows that must be looked at one by one. */
function markRows({ columns, outcomes, asking, setting }: LabelledBlock): Uint8Array {
  const marks = new Uint8Array(columns.rows)
  const mark = (outcome: Uint8Array, byte: number) => {
    for (let row = outcome.indexOf(byte); row >= 0; row = outcome.indexOf(byte, row + 1)) marks[row] = 1
  }
  for (const { index } of asking) mark(outcomes[index]!, 2)
  for (const { index } of setting) mark(outcomes[index]!, 1)
  return marks
}

function judgeRow(
  { state, changed }: Labels,
  { columns, outcomes, asking, setting }: LabelledBlock,
  row: number,
): void {
  for (const { index, program } of asking)
    if (outcomes[index]![row] === 2) program.run(columns, [outcomes[index]!], row, row + 1)
  let fired: CompiledRule[] | undefined
  for (const rule of setting)
    if (outcomes[rule.index]![row] === 1 && hasForce(columns, rule, row)) {
      if (fired === undefined) fired = [rule]
      else fired.push(rule)
    }
  if (fired === undefined) return
  const event = columns.eventAt(row)
  const effects = collectEffects(fired, event)
  const applied = state.applyEffects({
    decision: columns.block.id(row),
    receivedAt: isoTime(event.receivedAt),
    effects,
  } as Decision)
  if (applied === undefined) return
  state.settle(applied)
  changed?.(applied.changes)
}

/** Labels in a state, with changes by hand that come in as their time comes; `changes` in the order of their ids. */
export function labelsOver(state: LabelState, changes: readonly LabelChange[]): Labels {
  let next = 0
  return {
    state,
    before(decision) {
      const id = decision.slice(2)
      while (next < changes.length && changes[next]!.id < id) state.apply(changes[next++]!)
    },
  }
}
