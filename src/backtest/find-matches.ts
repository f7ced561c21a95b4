import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import type { History } from '../history/open-history.ts'
import type { HistorySlice } from '../history/read-blocks.ts'
import type { Counter } from '../pack/pack.ts'
import type { Labels } from './replay/judge-labels.ts'
import { replayPack } from './replay/replay-pack.ts'

/** An event on which a rule fires, and who is in it. */
export interface Match {
  readonly decision: DecisionId
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  readonly session: EntityRef | undefined
}

export interface FindMatches {
  readonly history: History
  /** A pack with the rule; other rules only matter for the labels that they set. */
  readonly ruleset: Ruleset
  readonly rule: string
  /** Time of the events, in ms since the epoch: from (inclusive) to (exclusive). */
  readonly fromMs: number
  readonly toMs: number
  readonly labels?: Labels
  readonly signal?: AbortSignal
}

/** Matches of one slice, and how many events were looked at up to its end. */
export interface Found {
  readonly matches: readonly Match[]
  readonly events: number
}

/**
 * Judges history again in the order of arrival and gives the events on which a rule fires, slice by slice. Counters
 * are counted from as far back as their windows reach. What a canary or a shadow would not let act counts as well.
 */
export async function* findMatches(asked: FindMatches): AsyncGenerator<Found, void, void> {
  const { history, ruleset, rule, fromMs, toMs, labels, signal } = asked
  const replay = replayPack(ruleset, labels === undefined ? {} : { labels })
  const { earlyMs } = ruleset.pack.clock
  const from = fromMs - earlyMs - reachOf([...ruleset.pack.counters.values()])
  let events = 0
  for await (const slice of history.readBlocks({ types: replay.asked, from })) {
    if (signal?.aborted) return
    events += slice.rows
    yield { matches: matchesOf(slice), events }
  }

  function matchesOf(slice: HistorySlice): Match[] {
    const matches: Match[] = []
    for (const { columns, compiled, outcomes } of replay.judge(slice)) {
      const index = compiled.rules.findIndex(({ rule: { id } }) => id === rule)
      const outcome = outcomes[index]
      if (outcome === undefined) continue
      const times = columns.times.values
      for (let row = outcome.indexOf(1); row >= 0; row = outcome.indexOf(1, row + 1)) {
        if (times[row]! < fromMs || times[row]! >= toMs) continue
        matches.push({
          decision: columns.block.id(row) as DecisionId,
          actor: columns.text('actor', row) as EntityRef | undefined,
          target: columns.text('target', row) as EntityRef | undefined,
          session: columns.text('session', row) as EntityRef | undefined,
        })
      }
    }
    return matches
  }
}

/** How far back events bear on counters, in ms. */
export function reachOf(counters: readonly Pick<Counter, 'windowMs' | 'lateMs'>[]): number {
  return Math.max(0, ...counters.map(({ windowMs, lateMs }) => windowMs + lateMs))
}
