import { Verdict } from '../core/verdict.ts'
import { compileRuleset } from '../engine/compile-ruleset.ts'
import { reachOf } from '../engine/fill-counters.ts'
import { createLabelState } from '../engine/label-state.ts'
import { openHistory } from '../history/open-history.ts'
import type { Pack } from '../pack/pack.ts'
import { labelsOf } from '../rules/labels-of.ts'
import { readLabels } from './read-labels.ts'
import type { ColumnsAsked } from './replay/columns-asked.ts'
import { labelsOver } from './replay/judge-labels.ts'
import { countSlice, type JudgedBlock, judgeSlice, replayPack } from './replay/replay-pack.ts'
import { sliceRows } from './run-columns.ts'

export interface ComparedPacks {
  /** Events judged by both packs. */
  readonly events: number
  /** Ranks of verdicts: how often the first pack said the row and the second the column. */
  readonly matrix: readonly (readonly number[])[]
  readonly changed: number
  /** Rules that fire on other events, with how many each way; those that one pack lacks too. */
  readonly rules: readonly {
    readonly rule: string
    readonly before: number
    readonly after: number
    /** Events on which only the first, or only the second pack's rule fires. */
    readonly lost: number
    readonly won: number
  }[]
}

export interface ComparePacks {
  readonly before: Pack
  readonly after: Pack
  /** Receipt of the events in `[from, to)`, in ms since the epoch. */
  readonly from: number
  readonly to: number
  /** Events looked at since it was last called. */
  readonly progress?: (events: number) => void
  readonly signal?: AbortSignal
}

/** Judges the same past events by two packs, each as it stands, and says what differs. */
export async function comparePacks(dir: string, asked: ComparePacks): Promise<ComparedPacks> {
  const { before, after, from, to, progress, signal } = asked
  const history = await openHistory(dir)
  try {
    const packs = [before, after]
    const named = new Set(
      packs.flatMap(({ rules }) => rules.flatMap(({ irs }) => [...irs.values()].flatMap(labelsOf))),
    )
    const recorded = await readLabels(history, named, { from, to })
    const replays = packs.map((pack) => {
      const state = createLabelState()
      for (const change of recorded.before) state.apply(change)
      return replayPack(compileRuleset(pack), { labels: labelsOver(state, recorded.byHand) })
    })
    const types = union(replays.map((replay) => replay.asked))
    const rows = sliceRows(before.rules.length + after.rules.length)
    const warmUp = Math.max(
      ...packs.flatMap((pack) => [...pack.counters.values()].map((one) => reachOf(one) + pack.clock.earlyMs)),
      0,
    )
    const tally = newTally()
    const counted = packs.some((pack) => pack.counters.size > 0)
    if (counted)
      for await (const slice of history.readBlocks({ types, rows, from: from - warmUp, to: from })) {
        signal?.throwIfAborted()
        for (const replay of replays) countSlice(replay, slice, false)
        progress?.(slice.rows)
      }
    for await (const slice of history.readBlocks({ types, rows, from, to })) {
      signal?.throwIfAborted()
      const [was, is] = replays.map((replay) => judgeSlice(replay, slice))
      for (const one of was!) {
        const other = is!.find((each) => each.columns.block === one.columns.block)
        if (other !== undefined) tally.add(one, other)
      }
      progress?.(slice.rows)
    }
    return tally.done()
  } finally {
    history.close()
  }
}

function newTally() {
  const size = Verdict.options.length
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  const rules = new Map<string, { before: number; after: number; lost: number; won: number }>()
  let events = 0

  function addRules(one: JudgedBlock, other: JudgedBlock): void {
    const outcomes = (block: JudgedBlock) =>
      new Map(block.compiled.rules.map(({ rule }, i) => [rule.id, block.outcomes[i]!]))
    const [was, is] = [outcomes(one), outcomes(other)]
    for (const id of new Set([...was.keys(), ...is.keys()])) {
      const counts = rules.get(id) ?? { before: 0, after: 0, lost: 0, won: 0 }
      rules.set(id, counts)
      const [a, b] = [was.get(id), is.get(id)]
      for (let row = 0; row < one.columns.rows; row++) {
        const [fired, fires] = [a?.[row] === 1, b?.[row] === 1]
        if (fired) counts.before++
        if (fires) counts.after++
        if (fired && !fires) counts.lost++
        if (fires && !fired) counts.won++
      }
    }
  }

  return {
    add(one: JudgedBlock, other: JudgedBlock): void {
      const { rows } = one.columns
      events += rows
      for (let row = 0; row < rows; row++) matrix[one.verdicts[row]!]![other.verdicts[row]!]!++
      addRules(one, other)
    },
    done(): ComparedPacks {
      const same = matrix.reduce((sum, row, i) => sum + row[i]!, 0)
      return {
        events,
        matrix,
        changed: events - same,
        rules: [...rules]
          .filter(([, { lost, won }]) => lost + won > 0)
          .map(([rule, counts]) => ({ rule, ...counts }))
          .sort((a, b) => b.lost + b.won - (a.lost + a.won) || (a.rule < b.rule ? -1 : 1)),
      }
    },
  }
}

/** Columns that either asks for, of event types that both have. */
function union([a, b]: readonly ColumnsAsked[]): ColumnsAsked {
  return new Map(
    [...a!].flatMap(([type, columns]) => {
      const other = b!.get(type)
      return other === undefined ? [] : [[type, { ...columns, ...other }] as const]
    }),
  )
}
