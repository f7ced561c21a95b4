import { isDrawn } from '../../core/draw.ts'
import type { CompiledRule } from '../../engine/ruleset.ts'
import type { BlockColumns } from './block-columns.ts'

/** Whether a rule has force on the event of a row: live, or a canary that the row's unit was drawn for. */
export function hasForce(block: BlockColumns, { share, seed }: CompiledRule, row: number): boolean {
  if (share >= 10_000) return true
  return share > 0 && isDrawn(share, seed, unitOf(block, row))
}

/** What a canary draws by; the same as in engine/settle.ts. */
function unitOf(block: BlockColumns, row: number): string {
  return (
    block.text('actor', row) ??
    block.text('session', row) ??
    block.text('event_id', row) ??
    String(block.received.values[row])
  )
}
