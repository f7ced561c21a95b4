import { isDeepStrictEqual } from 'node:util'
import { inSlices } from '../../core/steps.ts'
import type { Rule } from '../../pack/pack.ts'
import { precisionReport } from '../../review/quality/precision-report.ts'
import { chanceFrom } from '../../stats/chance.ts'
import type { RuleEvidence } from '../contract/rule-detail.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { drawnIn } from '../review/drawn-in.ts'
import { type PartStates, partStates } from './part-states.ts'
import { rulesReport } from './rules-report.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const PRECISION_MS = 90 * DAY_MS
/** The same question about the same judgements gets the same answer. */
const SEED = 20_261_126

/** What is known of a rule as it stands: since its condition last changed. */
export async function ruleEvidence(parts: ServerParts, grant: Grant, rule: Rule): Promise<RuleEvidence> {
  const { versions, ruleHours, clock } = parts
  const now = clock.now()
  await orUnavailable(parts.tally.flush(now))
  const { sinceMs, shadowMs } = timesOf(await partStates(versions, 'rules', rule.id), now)
  const asked = { rule: rule.id, on: rule.on, worlds: rule.worlds }
  const [hours, [report], precision] = await Promise.all([
    orUnavailable(ruleHours.hours(asked, Math.floor(sinceMs / HOUR_MS))),
    orUnavailable(rulesReport(ruleHours, [rule], now)),
    precisionOf(parts, grant, rule.id, now),
  ])
  const sum = (what: 'events' | 'fired' | 'shadow' | 'unknown') =>
    hours.reduce((all, hour) => all + hour[what], 0)
  return {
    since: new Date(sinceMs).toISOString(),
    shadowDays: shadowMs / DAY_MS,
    events: sum('events'),
    fired: sum('fired'),
    wouldHaveFired: sum('shadow'),
    unknown: sum('unknown'),
    anomalies: report!.anomalies,
    precision,
  }
}

/** Since when the condition stands as it does, and for how long of that it was in shadow or a canary. */
export function timesOf({ states }: PartStates, nowMs: number): { sinceMs: number; shadowMs: number } {
  const now = states[0]?.source
  let sinceMs = nowMs
  let shadowMs = 0
  let until = nowMs
  for (const { version, source } of states) {
    if (source === undefined || now === undefined || !isSameCondition(source.spec, now.spec)) break
    sinceMs = Date.parse(version.appliedAt)
    if (source.spec.mode !== undefined && source.spec.mode !== 'live')
      shadowMs += Math.max(0, until - sinceMs)
    until = sinceMs
  }
  return { sinceMs, shadowMs }
}

const CONDITION = ['on', 'worlds', 'when'] as const

function isSameCondition(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): boolean {
  return CONDITION.every((key) => isDeepStrictEqual(a[key], b[key]))
}

/** How often it was right where people judged what was drawn by chance; of the line with most judgements. */
async function precisionOf(
  parts: ServerParts,
  grant: Grant,
  id: string,
  now: number,
): Promise<RuleEvidence['precision']> {
  if (!grant.may('quality.read')) return null
  const worlds = grant.worlds === null ? null : [...grant.worlds]
  const { drawn, golden } = await drawnIn(parts, { fromMs: now - PRECISION_MS, toMs: now, worlds })
  if (drawn.judged.length === 0) return null
  const lines = await inSlices(precisionReport(chanceFrom(SEED), drawn, golden))
  const line = lines.filter(({ rule }) => rule === id).sort((a, b) => b.judged - a.judged)[0]
  if (line === undefined) return null
  const share = line.share ?? line.asJudged
  return {
    ...{ judged: line.judged, violating: line.violating, share: share?.value ?? null },
    ...{ low: share?.low ?? null, high: share?.high ?? null },
  }
}
