import type { Investigation, TopList } from '../../backtest/investigate/investigation.ts'
import type { Value } from '../../core/value.ts'
import { cellWidth } from '../table.ts'
import { bar, barChart, number, percent, sparkline } from './bars.ts'
import { printable } from './render-example.ts'

/** Up to so many steps have a line each; more are one line of cells. */
const LINES = 40

/** What was found in the past, for a terminal of so many columns. */
export function renderInvestigation(found: Investigation, columns: number): string {
  const { asked, events, matched, unknown, plan, covered, cost } = found
  const lines = [
    `${number(matched)} of ${number(events)} events of type ${asked.on} match (${percent(events === 0 ? 0 : matched / events)})${unknown === 0 ? '' : `; for ${number(unknown)} it cannot be decided`}`,
    `received ${asked.from.slice(0, 16)}Z to ${asked.to.slice(0, 16)}Z`,
    ...plan.map((line) => `  ${line}`),
    ...(covered.missingDays.length === 0
      ? []
      : [`MISSING: no such event was received on ${covered.missingDays.join(', ')}.`]),
    ...covered.notes.map((note) => `Note: ${note}`),
    '',
    ...series(found, columns),
    ...groups(found, columns),
    ...found.lists.flatMap((list) => topList(list, columns)),
    ...seen(found),
    '',
    `Took ${number(cost.wallMs / 1000)} s (${number(cost.cpuMs / 1000)} CPU-s); ${number(cost.bytes / 1e6)} MB of history`,
  ]
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

function series({ series: { everyMs, times, matched } }: Investigation, columns: number): string[] {
  const short = everyMs < 86_400_000
  const label = (time: string) => (short ? time.slice(5, 16).replace('T', ' ') : time.slice(0, 10))
  if (times.length <= LINES)
    return barChart(
      times.map((time, i) => ({ label: label(time), value: matched[i]! })),
      columns,
    )
  const most = matched.reduce((a, b) => Math.max(a, b), 0)
  return [
    sparkline(matched, columns),
    `${label(times[0]!)} to ${label(times.at(-1)!)} (UTC), at most ${number(most)} in a step`,
  ]
}

function groups({ groups: found, asked, matched }: Investigation, columns: number): string[] {
  if (found === null) return []
  const { rows, others, distinct, within } = found
  const texts = rows.map(({ values }) => values.map(shown))
  const most = Math.max(16, Math.floor((columns - 30) / asked.by.length) - 2)
  const cells = texts.map((row) => row.map((text) => cut(text, most)))
  const heads = asked.by.map((text) => cut(text.replace(/\s+/g, ' '), most))
  const widths = heads.map((head, i) =>
    cells.reduce((all, row) => Math.max(all, cellWidth(row[i]!)), cellWidth(head)),
  )
  const pad = (row: readonly string[]) =>
    row.map((cell, i) => cell + ' '.repeat(widths[i]! - cellWidth(cell))).join('  ')
  const largest = rows[0]?.matched ?? 0
  const digits = Math.max(6, number(largest).length)
  const room = Math.max(6, Math.min(30, columns - widths.reduce((a, b) => a + b + 2, 0) - digits - 12))
  return [
    '',
    `${pad(heads)}  ${'EVENTS'.padStart(digits)}`,
    ...rows.map(
      ({ matched: count }, i) =>
        `${pad(cells[i]!)}  ${number(count).padStart(digits)}  ${percent(count / matched).padStart(7)}  ${bar(count, largest, room)}`,
    ),
    ...(others > 0
      ? [`and ${number(others)} events in ${number(Math.max(0, distinct - rows.length))} other groups`]
      : []),
    ...(within > 0
      ? [`There were too many groups to hold: each count may be too low by up to ${number(within)}.`]
      : []),
  ]
}

function topList({ of, rows, others, distinct, within }: TopList, columns: number): string[] {
  const most = Math.max(16, columns - 36)
  const cells = rows.map(({ value }) => cut(shown(value), most))
  const head = cut(of.replace(/\s+/g, ' '), most)
  const width = cells.reduce((all, cell) => Math.max(all, cellWidth(cell)), cellWidth(head))
  const largest = rows[0]?.matched ?? 0
  const digits = Math.max(6, number(largest).length)
  const pad = (cell: string) => cell + ' '.repeat(width - cellWidth(cell))
  return [
    '',
    `${pad(head)}  ${'EVENTS'.padStart(digits)}`,
    ...rows.map(
      ({ matched }, i) =>
        `${pad(cells[i]!)}  ${number(matched).padStart(digits)}  ${bar(matched, largest, 20)}`,
    ),
    ...(others > 0
      ? [`and ${number(others)} under ${number(Math.max(0, distinct - rows.length))} other values`]
      : []),
    ...(within > 0 ? [`Each count may be too low by up to ${number(within)}.`] : []),
  ]
}

function seen({ page }: Investigation): string[] {
  if (page === null) return []
  return [
    '',
    ...page.events.map(({ time, verdict, actor, world, fired, data }) =>
      [
        ...[time.slice(0, 19), verdict.padEnd(5), actor ?? '-', world, fired.join(',') || '-'],
        data === null ? '' : printable(JSON.stringify(data)).slice(1, -1),
      ].join('  '),
    ),
  ]
}

function shown(value: Value): string {
  if (value === null || value === undefined) return '(none)'
  return typeof value === 'string' ? printable(value).slice(1, -1) : JSON.stringify(value)
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
