import { isoTime } from '../../core/iso-time.ts'
import { Verdict } from '../../core/verdict.ts'
import type { Rule } from '../../pack/pack.ts'
import { accountsSeen } from './account-count.ts'
import { QUALITY_METHOD, qualityOf } from './quality.ts'
import type {
  BacktestReport,
  ChangedVerdict,
  DifferingEvent,
  ExampleEvent,
  Missing,
  RuleReport,
} from './report.ts'
import type { Drawn } from './sample.ts'
import { type Differing, type RuleTally, type Tally, VERDICTS } from './tally.ts'

/** Whatever a report says beside what was counted. */
export interface ReportParts extends Pick<BacktestReport, 'asked' | 'plan' | 'days' | 'cost'> {
  readonly covered: Omit<BacktestReport['covered'], 'events' | 'byType'>
  readonly rules: readonly Rule[]
  /** `id@version` by id. */
  readonly policies: ReadonlyMap<string, string>
  /** By decision. */
  readonly examples: ReadonlyMap<string, ExampleEvent>
  /** Annotations given; undefined: none were asked for. */
  readonly annotations: number | undefined
}

/** Makes the report of what was counted. */
export function buildReport(tally: Tally, parts: ReportParts): BacktestReport {
  const { asked, plan, covered, days, cost, rules } = parts
  // Parts of the range are counted by several threads: whatever the order, the same must come out.
  const annotated = [...tally.annotated].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    format: 1,
    asked,
    plan,
    covered: {
      events: tally.events,
      byType: Object.fromEntries([...tally.byType].sort(([a], [b]) => (a < b ? -1 : 1))),
      ...covered,
    },
    days,
    events: [...tally.days],
    verdicts: verdictsOf(tally),
    rules: rules.map((rule, i) => ruleReport(rule, i, tally, annotated, parts)),
    annotations:
      parts.annotations === undefined
        ? null
        : {
            found: annotated.length,
            given: parts.annotations,
            violating: annotated.filter(({ violates }) => violates).length,
            weighted: annotated.some(({ weight }) => weight !== 1),
            recorded: qualityOf(annotated, ({ recorded }) => recorded > 0),
            replayed: qualityOf(annotated, ({ replayed }) => replayed > 0),
            method: QUALITY_METHOD,
          },
    cost,
  }
}

function verdictsOf({ verdicts, changed }: Tally): BacktestReport['verdicts'] {
  const matrix = Verdict.options.map((_, was) => [...verdicts.subarray(was * VERDICTS, (was + 1) * VERDICTS)])
  const sum = (counts: (was: number, is: number) => boolean) =>
    matrix.reduce(
      (all, row, was) => all + row.reduce((some, events, is) => some + (counts(was, is) ? events : 0), 0),
      0,
    )
  return {
    order: Verdict.options,
    matrix,
    changed: sum((was, is) => was !== is),
    stricter: sum((was, is) => is > was),
    milder: sum((was, is) => is < was),
    examples: changed.drawn.map(changedVerdict),
  }
}

function changedVerdict({ id, more: { type, received, was, is } }: Drawn<Differing>): ChangedVerdict {
  return { decision: id, type, received: isoTime(received), was, is }
}

function ruleReport(
  rule: Rule,
  place: number,
  tally: Tally,
  annotated: Tally['annotated'],
  { asked, policies, examples, annotations }: ReportParts,
): RuleReport {
  const one = tally.rules[place]!
  const judged = rule.on.reduce((sum, type) => sum + (tally.byType.get(type) ?? 0), 0)
  return {
    rule: rule.id,
    policy: policies.get(rule.policy) ?? rule.policy,
    on: rule.on,
    mode: rule.mode.kind === 'canary' ? `canary ${rule.mode.percent}%` : rule.mode.kind,
    verdict: rule.verdict ?? null,
    description: rule.description ?? null,
    when: rule.when.trim(),
    fired: one.fired,
    forced: one.forced,
    perDay: [...one.days],
    accounts: accountsSeen(one.accounts),
    unknown: {
      count: one.unknown,
      share: judged === 0 ? 0 : one.unknown / judged,
      missing: missingOf(one),
      sampled: one.missing.drawn.length,
    },
    raised: one.raised,
    recorded: recordedOf(one, tally.rulesets.has(asked.ruleset) ? asked.ruleset : undefined),
    quality:
      annotations === undefined
        ? null
        : qualityOf(annotated, ({ fired }) => fired.includes(place), rule.policy),
    examples: one.examples.drawn.flatMap(({ id }) => examples.get(id) ?? []),
  }
}

function missingOf({ missing: { drawn } }: RuleTally): Missing[] {
  const counts = new Map<string, number>()
  for (const { more } of drawn) for (const name of more) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .map(([name, count]) => ({ name, share: count / drawn.length }))
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
}

/** Of rulesets that are known to have had the rule: it fired under them, or it is the very pack that is tried. */
function recordedOf({ recorded, differing }: RuleTally, own: string | undefined): RuleReport['recorded'] {
  const known = [...recorded].filter(([ruleset, counts]) => counts.recorded > 0 || ruleset === own)
  if (own !== undefined && !recorded.has(own)) known.push([own, { recorded: 0, replayed: 0, both: 0 }])
  if (known.length === 0) return null
  const rulesets = known.map(([ruleset]) => ruleset).sort()
  const sum = (key: 'recorded' | 'replayed' | 'both') =>
    known.reduce((all, [, counts]) => all + counts[key], 0)
  return {
    rulesets,
    recorded: sum('recorded'),
    replayed: sum('replayed'),
    both: sum('both'),
    differing: differing.drawn.flatMap((one): DifferingEvent[] =>
      rulesets.includes(one.more.ruleset) ? [{ ...changedVerdict(one), ruleset: one.more.ruleset }] : [],
    ),
  }
}
