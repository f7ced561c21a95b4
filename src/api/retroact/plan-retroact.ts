import type { Where } from '../../backtest/investigate/where.ts'
import type { MatchesOf } from '../../backtest/matches-aside.ts'
import type { RetroactId } from '../../core/effect.ts'
import type { PackFiles, Policy, Rule } from '../../pack/pack.ts'
import { type Asking, planEffects, type RetroactMatch } from './plan-effects.ts'
import type { PlannedEffect, RetroactLog } from './ports.ts'

/** What is to be applied to the past: a rule, or what a condition finds. */
export type RetroactSubject =
  | { readonly kind: 'rule'; readonly rule: Rule; readonly policy: Policy }
  | {
      readonly kind: 'bulk'
      readonly on: string
      readonly when: string
      readonly where: Where
      readonly asking: Asking
      /** What was asked, as JSON. */
      readonly body: string
    }

/** Of a condition, at most so many effects: more than that is no longer looked over by anybody. */
export const MOST_BULK_EFFECTS = 100_000

export interface PlanAsked {
  readonly subject: RetroactSubject
  /** The ruleset and files of the pack that the rule is of. */
  readonly ruleset: string
  readonly files: PackFiles
  /** Receipt of the events, in ms since the epoch: from (inclusive) to (exclusive). */
  readonly fromMs: number
  readonly toMs: number
  readonly why: string
  readonly by: string
}

/** Finds the events on which a rule fires; `events`: how many were looked at. */
export type RetroactMatches = (
  asked: {
    readonly files: PackFiles
    readonly find: MatchesOf
    readonly fromMs: number
    readonly toMs: number
  },
  signal: AbortSignal,
) => AsyncIterable<{ readonly matches: readonly RetroactMatch[]; readonly events: number }>

/** Rows written at once. */
const PIECE = 1000

/**
 * Looks for what would have been done, and keeps it as the run's plan; `too-large`: it is too much for one. Rejects when
 * that was cut short.
 */
export async function planRetroact(
  parts: {
    readonly log: RetroactLog
    readonly matches: RetroactMatches
    readonly id: RetroactId
    readonly signal: AbortSignal
  },
  { subject, files, fromMs, toMs }: PlanAsked,
  progress: (events: number) => void,
): Promise<'planned' | 'too-large'> {
  const { log, id, signal } = parts
  const plan = planEffects(id, askingOf(subject))
  let waiting: PlannedEffect[] = []
  let written = 0
  let matched = 0
  const write = async () => {
    if (waiting.length > 0) await log.add(id, written, waiting)
    written += waiting.length
    waiting = []
  }
  for await (const { matches, events } of parts.matches(
    { files, find: findOf(subject), fromMs, toMs },
    signal,
  )) {
    matched += matches.length
    for (const match of matches) {
      waiting.push(...plan.add(match))
      if (subject.kind === 'bulk' && written + waiting.length > MOST_BULK_EFFECTS) return 'too-large'
      if (waiting.length >= PIECE) await write()
    }
    progress(events)
  }
  if (signal.aborted) throw new Error('the service stopped before the plan was whole')
  await write()
  await log.planned(id, matched, plan.targets)
  return 'planned'
}

function askingOf(subject: RetroactSubject): Asking {
  if (subject.kind === 'bulk') return subject.asking
  const { rule, policy } = subject
  return { id: rule.id, effects: rule.effects, policy: `${policy.id}@${policy.version}` }
}

function findOf(subject: RetroactSubject): MatchesOf {
  if (subject.kind === 'rule') return { kind: 'rule', rule: subject.rule.id }
  const { on, when, where } = subject
  return { kind: 'condition', on, when, where }
}
