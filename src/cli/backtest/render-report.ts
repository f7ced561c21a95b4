import type { BacktestReport, Interval, RuleReport } from '../../backtest/report/report.ts'
import { counted } from '../counted.ts'
import { renderTable } from '../table.ts'
import { barChart, number, percent, sparkline } from './bars.ts'
import { renderExample } from './render-example.ts'

/** Rules that are told at length; of more, a table. */
const AT_LENGTH = 3

/** A backtest's report for a terminal of so many columns, each line ending in a line break. */
export function renderReport(report: BacktestReport, columns: number): string {
  const { rules } = report
  const parts = [heading(report), covered(report)]
  if (rules.length <= AT_LENGTH) for (const rule of rules) parts.push(atLength(report, rule, columns))
  else parts.push(table(report), silent(report), disagreeing(report), examples(report))
  parts.push(verdicts(report), annotations(report), cost(report))
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n')
}

function heading({ asked, days }: BacktestReport): string[] {
  const what = { pack: 'the pack', rule: `the rule ${asked.name}`, condition: `the condition ${asked.name}` }[
    asked.kind
  ]
  const span = days.length === 1 ? days[0]! : `${days[0]} to ${days.at(-1)}`
  const as = asked.added
    ? 'as if it had been live for all, added to what judged then'
    : `ruleset ${asked.ruleset}, in the place of what judged then`
  return [`Backtest of ${what}, ${span} (${counted(days.length, 'day')}, UTC), ${as}`]
}

function covered({ covered: { events, byType, missingDays, notes }, plan, days }: BacktestReport): string[] {
  const types = Object.entries(byType)
  const of =
    types.length > 1 ? `: ${types.map(([type, count]) => `${type} ${number(count)}`).join(', ')}` : ''
  const missing =
    missingDays.length === 0
      ? []
      : [
          `MISSING: nothing was received on ${missingDays.length === days.length ? 'all' : missingDays.length} of these days (${spans(missingDays)}); what happened then shows as far as it was sent later.`,
        ]
  return [
    `${number(events)} events judged${of}`,
    ...missing,
    ...plan.map((line) => `  ${line}`),
    ...notes.map((note) => `Note: ${note}`),
  ]
}

/** Days one after another as a span. */
function spans(days: readonly string[]): string {
  const groups: string[][] = []
  for (const day of days) {
    const group = groups.at(-1)
    const next = group && Date.parse(day) - Date.parse(group.at(-1)!) <= 86_400_000
    if (next) group.push(day)
    else groups.push([day])
  }
  const shown = groups
    .slice(0, 5)
    .map((group) => (group.length === 1 ? group[0]! : `${group[0]} to ${group.at(-1)}`))
  return `${shown.join(', ')}${groups.length > 5 ? ', …' : ''}`
}

function atLength(report: BacktestReport, rule: RuleReport, columns: number): string[] {
  const judged = rule.on.reduce((sum, type) => sum + (report.covered.byType[type] ?? 0), 0)
  const says = rule.verdict === null ? 'no verdict' : rule.verdict
  const lines = [
    `${rule.rule}  ${rule.policy}  ${says}  (${rule.mode})`,
    ...(rule.description === null ? [] : [`  ${rule.description}`]),
    `  fires on ${number(rule.fired)} events (${percent(judged === 0 ? 0 : rule.fired / judged)} of ${number(judged)}), of ${accounts(rule)}`,
  ]
  if (rule.verdict !== null) lines.push(`  makes ${counted2(rule.raised, 'decision')} stricter than recorded`)
  if (rule.unknown.count > 0) lines.push(`  ${undecided(rule)}`)
  lines.push(
    '',
    ...barChart(
      report.days.map((day, i) => ({ label: `  ${day}`, value: rule.perDay[i]! })),
      columns,
    ),
  )
  const agreed = agreement(rule)
  if (agreed.length > 0) lines.push('', ...agreed.map((line) => `  ${line}`))
  if (rule.quality !== null) lines.push('', ...quality(rule.quality).map((line) => `  ${line}`))
  if (rule.examples.length > 0)
    lines.push(
      '',
      '  Examples',
      ...rule.examples.flatMap((one) => renderExample(one, columns - 4).map((line) => `    ${line}`)),
    )
  return lines
}

function counted2(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`
}

function accounts({ accounts: { count, exact } }: RuleReport): string {
  return exact ? counted2(count, 'account') : `about ${number(count)} accounts (estimated, ±1.6 %)`
}

function undecided({ unknown }: RuleReport): string {
  const missing = unknown.missing.slice(0, 4).map(({ name, share }) => `${name} in ${percent(share)}`)
  const why =
    missing.length === 0 ? '' : `; of ${number(unknown.sampled)} looked at, missing: ${missing.join(', ')}`
  return `could not be decided for ${number(unknown.count)} events (${percent(unknown.share)})${why}`
}

function agreement({ recorded }: RuleReport): string[] {
  if (recorded === null) return []
  const { rulesets, recorded: live, replayed, both, differing } = recorded
  const differ = live - both + (replayed - both)
  const under = `Recorded then under ${counted(rulesets.length, 'ruleset')}: fired on ${number(live)} events; the backtest fires on ${number(replayed)} of the same`
  if (differ === 0) return [`${under}: all agree.`]
  return [
    `${under}: ${number(both)} agree, ${number(differ)} differ.`,
    ...differing.map(
      ({ decision, was, is, received }) => `  ${decision}  ${received.slice(0, 19)}Z  ${was} then, ${is} now`,
    ),
  ]
}

function quality({ precision, recall }: NonNullable<RuleReport['quality']>): string[] {
  return [`precision ${interval(precision)}`, `recall    ${interval(recall)}`]
}

function interval(one: Interval | null): string {
  if (one === null) return 'unknown: nothing annotated tells'
  return `${percent(one.value)} (${percent(one.low)} to ${percent(one.high)}; ${number(one.hits)} of ${number(one.of)} annotated)`
}

function table(report: BacktestReport): string[] {
  const rows = report.rules
    .filter(({ fired, unknown }) => fired > 0 || unknown.count > 0)
    .sort((a, b) => b.fired - a.fired)
    .map((rule) => [
      rule.rule,
      rule.mode,
      rule.verdict ?? '',
      number(rule.fired),
      sparkline(rule.perDay, 14),
      `${rule.accounts.exact ? '' : '~'}${number(rule.accounts.count)}`,
      number(rule.raised),
      rule.unknown.count === 0 ? '' : percent(rule.unknown.share),
      rule.recorded === null ? '' : agrees(rule.recorded),
      ...(report.annotations === null ? [] : [short(rule.quality?.precision), short(rule.quality?.recall)]),
    ])
  if (rows.length === 0) return ['No rule fired.']
  const headings = [
    { heading: 'RULE' },
    { heading: 'MODE' },
    { heading: 'VERDICT' },
    { heading: 'FIRES', right: true as const },
    { heading: 'BY DAY' },
    { heading: 'ACCOUNTS', right: true as const },
    { heading: 'STRICTER', right: true as const },
    { heading: 'UNKNOWN', right: true as const },
    { heading: 'AS RECORDED', right: true as const },
    ...(report.annotations === null
      ? []
      : [
          { heading: 'PRECISION', right: true as const },
          { heading: 'RECALL', right: true as const },
        ]),
  ]
  return renderTable(headings, rows).trimEnd().split('\n')
}

function agrees({ recorded, replayed, both }: NonNullable<RuleReport['recorded']>): string {
  const all = recorded + replayed - both
  return all === 0 ? 'same' : both === all ? 'same' : percent(both / all)
}

function short(one: Interval | null | undefined): string {
  return one ? `${percent(one.value)} ±${percent((one.high - one.low) / 2)}` : ''
}

function silent({ rules }: BacktestReport): string[] {
  const never = rules
    .filter(({ fired, unknown }) => fired === 0 && unknown.count === 0)
    .map(({ rule }) => rule)
  if (never.length === 0) return []
  const shown = never.slice(0, 30).join(', ')
  return [`Never fired: ${shown}${never.length > 30 ? `, and ${never.length - 30} more` : ''}`]
}

function disagreeing({ rules }: BacktestReport): string[] {
  const lines = rules.flatMap((rule) => {
    const { recorded } = rule
    if (recorded === null || recorded.recorded + recorded.replayed === 2 * recorded.both) return []
    return [`${rule.rule}`, ...agreement(rule).map((line) => `  ${line}`)]
  })
  return lines.length === 0
    ? []
    : ['Rules that fire on other events than recorded', ...lines.map((line) => `  ${line}`)]
}

function examples({ rules }: BacktestReport): string[] {
  const shown = rules.filter((rule) => rule.examples.length > 0).sort((a, b) => b.fired - a.fired)
  return shown.length === 0
    ? []
    : [`Examples of ${counted(shown.length, 'rule')} are in --json and --html, or ask for one rule.`]
}

function verdicts({
  verdicts: { order, matrix, changed, stricter, milder, examples },
  asked,
}: BacktestReport): string[] {
  if (matrix.every((row) => row.every((count) => count === 0))) return []
  const rows = order.flatMap((was, i) =>
    matrix[i]!.some((count) => count > 0)
      ? [[was, ...matrix[i]!.map((count) => (count === 0 ? '·' : number(count)))]]
      : [],
  )
  const would = asked.added ? 'with it' : 'by this pack'
  return [
    `Verdicts as recorded (rows) and ${would} (columns): ${number(changed)} change, ${number(stricter)} stricter, ${number(milder)} milder`,
    ...renderTable([{ heading: '' }, ...order.map((heading) => ({ heading, right: true as const }))], rows)
      .trimEnd()
      .split('\n'),
    ...(examples.length === 0
      ? []
      : ['', ...examples.map(({ decision, type, was, is }) => `  ${decision}  ${type}  ${was} → ${is}`)]),
  ]
}

function annotations({ annotations: given }: BacktestReport): string[] {
  if (given === null) return []
  return [
    `Annotations: ${number(given.found)} of ${number(given.given)} are of events in the range, ${number(given.violating)} of them violate`,
    '  as recorded',
    ...quality(given.recorded).map((line) => `    ${line}`),
    '  as they would be',
    ...quality(given.replayed).map((line) => `    ${line}`),
    `  ${given.method}`,
  ]
}

function cost({
  cost: { wallMs, cpuMs, eventsPerCpuSecond, bytes, warmUpEvents, threads },
}: BacktestReport): string[] {
  const before = warmUpEvents === 0 ? '' : `, ${number(warmUpEvents)} events counted before the range`
  return [
    `Took ${number(wallMs / 1000)} s (${number(cpuMs / 1000)} CPU-s, ${number(eventsPerCpuSecond)} events a CPU-second, ${counted(threads, 'thread')}); ${number(bytes / 1e6)} MB of history${before}`,
  ]
}
