import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import { createLabelState } from '../engine/label-state.ts'
import type { History } from '../history/open-history.ts'
import { labelsOf } from '../rules/labels-of.ts'
import { type Where, whereColumns, whereOver } from './investigate/where.ts'
import { planBacktest } from './plan-backtest.ts'
import { readLabels } from './read-labels.ts'
import { columnsCounted } from './replay/columns-asked.ts'
import { labelsOver } from './replay/judge-labels.ts'
import { type JudgedBlock, judgeSlice, replayPack } from './replay/replay-pack.ts'
import { eachSlice, sliceRows } from './run-columns.ts'
import type { OpenedSubject } from './subject.ts'

/** An event on which a rule fires, and who is in it. */
export interface Match {
  readonly decision: DecisionId
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  readonly session: EntityRef | undefined
}

export interface FindMatches {
  readonly history: History
  /** One rule, as openSubject makes it ready. */
  readonly subject: OpenedSubject
  /** Receipt of the events in `[from, to)`, in ms since the epoch. */
  readonly from: number
  readonly to: number
  /** What must be so beside it. */
  readonly where?: Where
}

/** Matches of one slice, and how many events were looked at up to its end, those for the counters included. */
export interface Found {
  readonly matches: readonly Match[]
  readonly events: number
}

/** Judges history again, in the order of arrival, and gives the events on which a rule fires, slice by slice. */
export async function findMatches(
  { history, subject, from, to, where = {} }: FindMatches,
  give: (found: Found) => void,
): Promise<void> {
  const rule = subject.rules[0]!.id
  const asked = new Set(subject.ruleset.pack.rules.flatMap(({ irs }) => [...irs.values()].flatMap(labelsOf)))
  const { before, byHand } = await readLabels(history, asked, { from, to })
  const state = createLabelState()
  for (const change of before) state.apply(change)
  const replay = replayPack(subject.ruleset, {
    more: [...new Set(['actor', 'target', 'session', ...whereColumns(where)])],
    labels: labelsOver(state, byHand),
  })
  const { warmUpMs } = planBacktest(subject)
  let events = 0
  const progress = (rows: number) => {
    events += rows
    give({ matches: [], events })
  }
  const limits = {
    types: replay.asked,
    counted: columnsCounted(subject.ruleset),
    rows: sliceRows(subject.ruleset.pack.rules.length),
  }
  await eachSlice({ history, from, to, warmUpMs, progress }, replay, limits, (slice) => {
    for (const block of judgeSlice(replay, slice)) give({ matches: matchesOf(block, rule, where), events })
  })
}

function matchesOf({ columns, compiled, outcomes }: JudgedBlock, rule: string, where: Where): Match[] {
  const matches: Match[] = []
  const outcome = outcomes[compiled.rules.findIndex(({ rule: { id } }) => id === rule)]
  if (outcome === undefined) return matches
  const isMeant = whereOver(where, columns)
  for (let row = outcome.indexOf(1); row >= 0; row = outcome.indexOf(1, row + 1)) {
    if (!isMeant(row)) continue
    matches.push({
      decision: columns.block.id(row) as DecisionId,
      actor: columns.text('actor', row) as EntityRef | undefined,
      target: columns.text('target', row) as EntityRef | undefined,
      session: columns.text('session', row) as EntityRef | undefined,
    })
  }
  return matches
}
