import { SIMULATE_DEFAULTS, simulate } from '../src/demo/simulate.ts'

/** A labelled text of the demo's grammar, as a table would hold it. Its phrases are few: by account all would be one group. */
export interface LabBenchRow {
  readonly text: string
  readonly label: string
}

/** Texts that the demo's players say, with what is wrong with them: `ordinary`, or the behaviour. */
export function labRows(count: number, seed = 7): LabBenchRow[] {
  const rows: LabBenchRow[] = []
  const world = {
    ...SIMULATE_DEFAULTS,
    seed,
    harmfulShare: 0.25,
    players: 4000,
    start: Date.parse('2026-10-01T00:00:00Z'),
  }
  for (const { event, truth } of simulate({ ...world, eventsPerSecond: 0.02 })) {
    const { text } = event.data
    if (event.type !== 'chat.message' || typeof text !== 'string') continue
    rows.push({
      text,
      label: truth.violating ? 'abuse' : 'ordinary',
    })
    if (rows.length === count) break
  }
  return rows
}

/** As CSV (RFC 4180) with a heading. */
export function labCsv(rows: readonly LabBenchRow[]): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = rows.map(({ text, label }) => `${cell(text)},${label}`)
  return `text,label\n${lines.join('\n')}\n`
}
