import { VERDICT_RANK, Verdict } from '../../core/verdict.ts'
import type { Column } from '../../rules/column.ts'
import { hasForce } from '../replay/draw-rows.ts'
import type { JudgedBlock } from '../replay/replay-pack.ts'
import { addAccount } from './account-count.ts'
import { missingNames } from './missing-names.ts'
import { offer, scoreOf } from './sample.ts'
import { type RuleTally, VERDICTS } from './tally.ts'
import { tallyRecorded } from './tally-recorded.ts'
import type { Annotations, Judgement, Tallying } from './tallying.ts'

const DAY_MS = 86_400_000

/** Counts what a pack says of the rows of one block. */
export function tallyBlock(counting: Tallying, block: JudgedBlock): void {
  const { tally, places, seed } = counting
  const { columns, compiled, outcomes } = block
  const type = compiled.eventType.name
  const received = columns.received.values
  const days = daysOf(columns.envelope('time'), columns.rows, counting)
  tally.events += columns.rows
  tally.byType.set(type, (tally.byType.get(type) ?? 0) + columns.rows)
  for (let row = 0; row < columns.rows; row++) tally.days[days[row]!]!++

  const recorded = ranksOf(columns.envelope('verdict'), columns.rows)
  const verdicts = counting.added ? added(block, recorded) : block.verdicts
  for (let row = 0; row < columns.rows; row++) {
    const was = recorded[row]!
    const is = verdicts[row]!
    tally.verdicts[was * VERDICTS + is]!++
    if (was !== is)
      offer(
        tally.changed,
        scoreOf(received[row]!, seed),
        () => columns.block.id(row),
        () => ({ type, received: received[row]!, was: Verdict.options[was]!, is: Verdict.options[is]! }),
      )
  }

  const actor = columns.envelope('actor') as Column & { kind: 'text' }
  counting.accounts.bind(actor.words)
  for (const rule of compiled.rules) {
    const place = places.get(rule.rule.id)
    if (place === undefined) continue
    const one = tally.rules[place]!
    const outcome = outcomes[rule.index]!
    const rank = rule.verdict === undefined ? 0 : VERDICT_RANK[rule.verdict]
    for (let row = outcome.indexOf(1); row >= 0; row = outcome.indexOf(1, row + 1)) {
      one.fired++
      one.days[days[row]!]!++
      if (rank > recorded[row]!) one.raised++
      if (hasForce(columns, rule, row)) one.forced++
      const code = actor.codes[row]!
      if (code >= 0) {
        counting.accounts.at(code)
        const { halves } = counting.accounts
        addAccount(one.accounts, halves[2 * code]!, halves[2 * code + 1]!)
      }
      offer(
        one.examples,
        scoreOf(received[row]!, seed),
        () => columns.block.id(row),
        () => ({ type, received: received[row]! }),
      )
    }
    tallyUnknown(one, block, rule.index, seed)
  }
  if (counting.compares) tallyRecorded(counting, block)
  if (counting.annotations !== undefined)
    tallyAnnotated(counting, counting.annotations, block, recorded, verdicts)
}

function tallyUnknown(one: RuleTally, block: JudgedBlock, rule: number, seed: number): void {
  const { columns, outcomes } = block
  const outcome = outcomes[rule]!
  for (let row = outcome.indexOf(2); row >= 0; row = outcome.indexOf(2, row + 1)) {
    one.unknown++
    offer(
      one.missing,
      scoreOf(columns.received.values[row]!, seed),
      () => columns.block.id(row),
      () => missingNames(block, rule, row),
    )
  }
}

/** The recorded verdicts, raised by the rules that fired, as if they had force on all. */
function added({ columns, compiled, outcomes }: JudgedBlock, recorded: Uint8Array): Uint8Array {
  const verdicts = recorded.slice()
  for (const { index, verdict } of compiled.rules) {
    const outcome = outcomes[index]!
    const rank = verdict === undefined ? 0 : VERDICT_RANK[verdict]
    if (rank > 0)
      for (let row = outcome.indexOf(1); row >= 0; row = outcome.indexOf(1, row + 1))
        if (rank > verdicts[row]!) verdicts[row] = rank
  }
  return verdicts.subarray(0, columns.rows)
}

/** The day of the range that each row happened on; rows from before it or after it are counted at its ends. */
function daysOf(time: Column, rows: number, { firstDayMs, tally }: Tallying): Uint16Array {
  const days = new Uint16Array(rows)
  if (time.kind !== 'number') return days
  const last = tally.days.length - 1
  let day = 0
  let from = 0
  let to = 0
  for (let row = 0; row < rows; row++) {
    const ms = time.values[row]!
    if (!(ms >= from && ms < to)) {
      const at = Math.floor((ms - firstDayMs) / DAY_MS)
      day = Math.min(last, Math.max(0, at))
      from = firstDayMs + at * DAY_MS
      to = from + DAY_MS
    }
    days[row] = day
  }
  return days
}

function ranksOf(verdict: Column, rows: number): Uint8Array {
  const ranks = new Uint8Array(rows)
  if (verdict.kind !== 'text') return ranks
  const rankOf = verdict.words.map((word) => VERDICT_RANK[word as Verdict] ?? 0)
  for (let row = 0; row < rows; row++) ranks[row] = rankOf[verdict.codes[row]!] ?? 0
  return ranks
}

function tallyAnnotated(
  { tally, places }: Tallying,
  { byDecision, byEvent }: Annotations,
  { columns, compiled, outcomes }: JudgedBlock,
  recorded: Uint8Array,
  verdicts: Uint8Array,
): void {
  const judge = (row: number, id: string, judgement: Judgement) => {
    const fired = compiled.rules.flatMap(({ index, rule }) =>
      outcomes[index]![row] === 1 ? (places.get(rule.id) ?? []) : [],
    )
    tally.annotated.push({ ...judgement, id, recorded: recorded[row]!, replayed: verdicts[row]!, fired })
  }
  if (byDecision.size > 0) {
    // Few of the ids are asked for: the lowest word tells most of the others apart.
    const words = new Set<number>()
    for (const id of byDecision.keys()) words.add(Number.parseInt(id.slice(26), 16))
    for (let row = 0; row < columns.rows; row++) {
      if (!words.has(columns.block.ids[4 * row]!)) continue
      const id = columns.block.id(row)
      const judgement = byDecision.get(id)
      if (judgement !== undefined) judge(row, id, judgement)
    }
  }
  if (byEvent.size > 0) {
    const events = columns.envelope('id')
    if (events.kind !== 'text') return
    for (let row = 0; row < columns.rows; row++) {
      const judgement = byEvent.get(events.words[events.codes[row]!] ?? '')
      if (judgement !== undefined) judge(row, columns.block.id(row), judgement)
    }
  }
}
