import { VERDICT_RANK } from '../../core/verdict.ts'
import type { CompiledEventType } from '../../engine/ruleset.ts'
import type { BlockColumns } from './block-columns.ts'
import { hasForce } from './draw-rows.ts'

/** Makes the outcomes of rules that are for some worlds only false everywhere else. */
export function applyWorlds(
  block: BlockColumns,
  { rules }: CompiledEventType,
  outcomes: readonly Uint8Array[],
): void {
  if (rules.every(({ worlds }) => worlds === undefined)) return
  const world = block.envelope('world')
  if (world.kind !== 'text') return
  const { codes, words } = world
  rules.forEach(({ worlds }, i) => {
    if (worlds === undefined) return
    const inside = new Map<number, boolean>()
    const outcome = outcomes[i]!
    for (let row = 0; row < block.rows; row++) {
      if (outcome[row] === 0) continue
      const code = codes[row]!
      let here = inside.get(code)
      if (here === undefined) {
        here = worlds.has(words[code] ?? '')
        inside.set(code, here)
      }
      if (!here) outcome[row] = 0
    }
  })
}

/**
 * The verdict of each row, as its rank: the strictest of the rules that fired with force, and of what undecided rules
 * take. The same as engine/settle.ts says of a live event.
 */
export function settleRows(
  block: BlockColumns,
  compiled: CompiledEventType,
  outcomes: readonly Uint8Array[],
): Uint8Array {
  const verdicts = new Uint8Array(block.rows)
  const raise = (row: number, rank: number) => {
    if (rank > verdicts[row]!) verdicts[row] = rank
  }
  compiled.rules.forEach((rule, i) => {
    if (rule.share <= 0) return
    const outcome = outcomes[i]!
    if (rule.verdict !== undefined && rule.verdict !== 'allow') {
      const rank = VERDICT_RANK[rule.verdict]
      for (let row = outcome.indexOf(1); row >= 0; row = outcome.indexOf(1, row + 1))
        if (rank > verdicts[row]! && hasForce(block, rule, row)) raise(row, rank)
    }
    const slots = compiled.program.signalsOf(i).filter((slot) => degrades(compiled, slot))
    if (rule.rule.unknown === 'skip' && slots.length === 0) return
    for (let row = outcome.indexOf(2); row >= 0; row = outcome.indexOf(2, row + 1)) {
      let took = rule.rule.unknown === 'hold' ? VERDICT_RANK.hold : 0
      for (const slot of slots) {
        if (!block.hasFailed(slot, row)) continue
        const { degrade } = compiled.signals[slot]!.spec
        if (degrade === 'closed') took = VERDICT_RANK.block
        else if (degrade === 'hold' && took === 0) took = VERDICT_RANK.hold
      }
      if (took > verdicts[row]! && hasForce(block, rule, row)) raise(row, took)
    }
  })
  return verdicts
}

/** Whether a cheap signal that fails means something to the rules that read it. */
function degrades({ signals }: CompiledEventType, slot: number): boolean {
  return (
    slot < signals.length && signals[slot]!.signal.cost === 'cheap' && signals[slot]!.spec.degrade !== 'open'
  )
}
