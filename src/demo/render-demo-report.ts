import type { DemoReport, Percentiles, Share } from './demo-report.ts'

/** Writes the report as tables for people. */
export function renderDemoReport(report: DemoReport): string {
  const lines = [
    `${whole(report.judged)} events judged in ${report.seconds.toFixed(1)} s (${whole(report.eventsPerSecond)} a second); seed ${report.seed}, ${whole(report.players)} players`,
  ]
  if (report.stoppedBy === 'signal') lines.push('Stopped before its time; this is what was done.')
  if (report.stoppedBy === 'failure' || report.stoppedBy === 'refusal')
    lines.push(`Ended by a failure; this is what was done. ${report.failure ?? ''}`.trimEnd())
  const unanswered = report.sent - report.judged - sum(Object.values(report.refused))
  if (unanswered > 0) lines.push(`${whole(unanswered)} events were sent and not answered.`)
  for (const [title, times] of Object.entries(report.refused))
    lines.push(`refused ${whole(times)} times: ${title}`)

  lines.push('', ...verdictLines(report), '', ...behaviourLines(report))
  if (report.topRules.length > 0) lines.push('', ...ruleLines(report))
  lines.push(
    '',
    `judging alone, ms   ${percentilesText(report.judgingMs)}`,
    `there and back, ms  ${percentilesText(report.roundTripMs)}`,
  )
  return `${lines.join('\n')}\n`
}

function verdictLines({ verdicts, judged }: DemoReport): string[] {
  const rows = Object.entries(verdicts).map(([verdict, times]) => [
    verdict,
    whole(times),
    judged > 0 ? percent(times / judged) : '–',
  ])
  return table(['verdict', 'events', 'share'], rows)
}

function behaviourLines({ behaviours }: DemoReport): string[] {
  const rows = behaviours.map(({ behaviour, events, recall, precision, stopped }) => [
    behaviour,
    whole(events),
    shareText(recall),
    shareText(precision),
    shareText(stopped),
  ])
  return table(['behaviour', 'events', 'recall (95 %)', 'precision (95 %)', 'not allowed (95 %)'], rows)
}

function ruleLines({ topRules }: DemoReport): string[] {
  return table(
    ['rule', 'fired'],
    topRules.map(({ rule, fired }) => [rule, whole(fired)]),
  )
}

/** The first column to the left, the others to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  )
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  )
}

function shareText({ of, value, low, high }: Share): string {
  return of === 0 ? '–' : `${percent(value)} (${percent(low)} to ${percent(high)})`
}

function percentilesText({ p50, p95, p99, max }: Percentiles): string {
  return Number.isNaN(p50) ? 'none' : `p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)}  max ${ms(max)}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function ms(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0)
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
