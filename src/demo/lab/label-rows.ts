import { seededRandom } from '../random.ts'
import { SIMULATE_DEFAULTS, simulate } from '../simulate.ts'

/** A labelled text, as somebody would have labelled it by hand. */
export interface LabelRow {
  readonly text: string
  readonly label: 'abuse' | 'ordinary'
  /** Who said it, and when, as ISO 8601. */
  readonly account: string
  readonly time: string
}

export interface LabelRowsOptions {
  readonly count: number
  readonly seed: number
  /** Share of labels that are the other one, from 0 to 1: what careless labelling does. */
  readonly wrong: number
}

/** Harm is rare in chat; people who label look for it, so that there is more of it among labels. */
const HARMFUL = 0.35

/** What players of a simulated world say in chat, labelled by the truth. */
export function labelRows({ count, seed, wrong }: LabelRowsOptions): LabelRow[] {
  const rows: LabelRow[] = []
  const random = seededRandom(seed)
  const world = {
    ...SIMULATE_DEFAULTS,
    ...{ seed, harmfulShare: HARMFUL, players: 4000, eventsPerSecond: 0.02 },
  }
  for (const { event, truth } of simulate({ ...world, start: Date.parse('2026-01-01T00:00:00Z') })) {
    const { text } = event.data
    if (event.type !== 'chat.message' || typeof text !== 'string') continue
    const label = truth.violating !== random.chance(wrong) ? 'abuse' : 'ordinary'
    rows.push({ text, label, account: event.actor ?? '', time: event.time ?? '' })
    if (rows.length === count) break
  }
  return rows
}

/** As CSV (RFC 4180) with a heading; with who said each and when, if asked for. */
export function labelCsv(rows: readonly LabelRow[], withAccounts = false): string {
  const lines = rows.map(
    ({ text, label, account, time }) =>
      `"${text.replaceAll('"', '""')}",${label}${withAccounts ? `,${account},${time}` : ''}`,
  )
  return `text,label${withAccounts ? ',account,time' : ''}\n${lines.join('\n')}\n`
}
