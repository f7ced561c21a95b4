import { VERDICT_RANK, Verdict } from '../../core/verdict.ts'
import { counted } from '../counted.ts'
import { renderTable } from '../table.ts'

const BAD_SHOWN = 10

/** What a run of `haechi screen` has come to so far. */
export interface Tally {
  judged: number
  /** Lines that an earlier run had done, judged or bad. */
  before: number
  readonly verdicts: Record<Verdict, number>
  readonly rules: Map<string, number>
  bad: number
  /** The first bad lines, with why. */
  readonly badLines: { readonly line: number; readonly why: string }[]
}

export function newTally(): Tally {
  return {
    judged: 0,
    before: 0,
    verdicts: { allow: 0, nudge: 0, mask: 0, hold: 0, block: 0 },
    rules: new Map(),
    bad: 0,
    badLines: [],
  }
}

/** Counts a line that was judged. */
export function countReply(
  tally: Tally,
  verdict: Verdict,
  reasons: readonly { readonly rule: string }[],
): void {
  tally.judged++
  tally.verdicts[verdict]++
  for (const { rule } of reasons) tally.rules.set(rule, (tally.rules.get(rule) ?? 0) + 1)
}

/** Counts a line that could not be judged. */
export function countBad(tally: Tally, line: number, why: string): void {
  tally.bad++
  if (tally.badLines.length < 1000) tally.badLines.push({ line, why })
}

/** The rules that fired most, the first `most` of them. */
export function topRules(tally: Tally, most: number): { rule: string; fired: number }[] {
  return [...tally.rules]
    .map(([rule, fired]) => ({ rule, fired }))
    .sort((a, b) => b.fired - a.fired || (a.rule < b.rule ? -1 : 1))
    .slice(0, most)
}

/** The tally as one JSON value. */
export function tallyJson(tally: Tally, seconds: number): Record<string, unknown> {
  return {
    judged: tally.judged,
    before: tally.before,
    bad: tally.bad,
    seconds: Math.round(seconds * 1000) / 1000,
    linesPerSecond: rateOf(tally, seconds),
    verdicts: tally.verdicts,
    rules: topRules(tally, tally.rules.size),
    badLines: tally.badLines,
  }
}

/** The tally for people: a sentence, the verdicts, the rules that fired most, the bad lines. */
export function renderTally(tally: Tally, seconds: number): string {
  const share = (count: number) =>
    tally.judged === 0 ? '' : `${((100 * count) / tally.judged).toFixed(1)} %`
  const before = tally.before > 0 ? `, ${counted(tally.before, 'line')} done by an earlier run` : ''
  const verdicts = Verdict.options
    .toSorted((a, b) => VERDICT_RANK[a] - VERDICT_RANK[b])
    .map((verdict) => [verdict, String(tally.verdicts[verdict]), share(tally.verdicts[verdict])])
  const rules = topRules(tally, 10).map(({ rule, fired }) => [rule, String(fired), share(fired)])
  const columns = [
    { heading: 'LINES', right: true },
    { heading: 'SHARE', right: true },
  ] as const
  return [
    `${counted(tally.judged, 'line')} judged${before}; ${rateOf(tally, seconds)} a second, ${seconds.toFixed(1)} s\n`,
    renderTable([{ heading: 'VERDICT' }, ...columns], verdicts),
    ...(rules.length > 0 ? [renderTable([{ heading: 'RULE' }, ...columns], rules)] : []),
    ...(tally.bad > 0 ? [renderBad(tally)] : []),
  ].join('\n')
}

function renderBad({ bad, badLines }: Tally): string {
  const lines = badLines.slice(0, BAD_SHOWN).map(({ line, why }) => `  line ${line}: ${why}\n`)
  const more = bad > BAD_SHOWN ? `  and ${bad - BAD_SHOWN} more (the results name them all)\n` : ''
  return `${counted(bad, 'line')} could not be judged:\n${lines.join('')}${more}`
}

function rateOf({ judged, bad, before }: Tally, seconds: number): number {
  return seconds <= 0 ? 0 : Math.round((judged + bad - before) / seconds)
}
