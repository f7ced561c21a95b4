import { createLabelState } from '../../engine/label-state.ts'
import type { LabelChange } from '../../engine/ports.ts'
import { bufferPool } from '../replay/buffer-pool.ts'
import { labelsOver } from '../replay/judge-labels.ts'
import { replayPack, type SliceReplay } from '../replay/replay-pack.ts'
import { tallyBlock } from '../report/tally-block.ts'
import { tallying } from '../report/tallying.ts'
import { columnsWanted } from '../run-columns.ts'
import { openSubject } from '../subject.ts'
import type { FromThread, ThreadStart, ToThread } from './messages.ts'
import { receiver } from './receive-slice.ts'

/** One thread's part of a backtest: judges the slices that it is given, and counts its share of keys for all. */
export function workInThread(
  { subject, counting: setup, labels, share }: ThreadStart,
  tell: (message: FromThread) => void,
): (message: ToThread) => void {
  const opened = openSubject(subject)
  if (!opened.ok) throw new Error(opened.why)
  const counting = tallying(setup)
  const state = createLabelState()
  for (const change of labels.before) state.apply(change)
  const changed: LabelChange[] = []
  const replay = replayPack(opened.subject.ruleset, {
    more: columnsWanted(counting),
    labels: { ...labelsOver(state, labels.byHand), changed: (changes) => void changed.push(...changes) },
    pool: bufferPool((bytes) => new SharedArrayBuffer(bytes)),
  })
  const { receive } = receiver()
  const slices = new Map<number, { readonly open: SliceReplay; readonly judging: boolean; stage: number }>()

  /** Asks for the next stage of a slice, or goes on to judging it. */
  function goOn(id: number): void {
    const slice = slices.get(id)!
    if (slice.stage < replay.stages.length) {
      const stage = slice.stage++
      tell({ kind: 'asks', id, stage, ops: slice.open.ask(stage) })
    } else if (replay.asksLabels && slice.judging) tell({ kind: 'ready', id })
    else judge(id)
  }

  function judge(id: number): void {
    const { open, judging } = slices.get(id)!
    slices.delete(id)
    if (judging) for (const block of open.judge()) tallyBlock(counting, block)
    tell({ kind: 'judged', id, labels: changed.splice(0) })
  }

  return (message) => {
    switch (message.kind) {
      case 'slice': {
        const { id, slice, judging } = message
        slices.set(id, { open: replay.open(receive(slice), judging), judging, stage: 0 })
        goOn(id)
        break
      }
      case 'count':
        replay.count(message.ops, share)
        tell({ kind: 'counted', id: message.id, stage: message.stage })
        break
      case 'answered':
        slices.get(message.id)!.open.answered()
        goOn(message.id)
        break
      case 'judge':
        for (const change of message.labels) state.apply(change)
        judge(message.id)
        break
      case 'finish':
        tell({ kind: 'finished', tally: counting.tally })
    }
  }
}
