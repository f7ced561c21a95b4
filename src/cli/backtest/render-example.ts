import type { ExampleEvent } from '../../backtest/report/report.ts'

/** An event of the past for a terminal: who, when, and its features, cut to the width. */
export function renderExample(
  { decision, type, received, actor, target, verdict, data }: ExampleEvent,
  columns: number,
): string[] {
  const who = `${actor ?? 'nobody'}${target === null ? '' : ` → ${target}`}`
  const features = Object.entries(data)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? printable(value) : JSON.stringify(value)}`,
    )
  return [
    `${received.slice(0, 19)}Z  ${type}  ${who}  ${verdict} then  ${decision}`,
    ...features.map((line) => `  ${line.length > columns - 2 ? `${line.slice(0, columns - 3)}…` : line}`),
  ]
}

/** Text of a player's without what a terminal would obey. */
export function printable(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
