import type { RetroactId } from '../../core/effect.ts'
import type { PackFiles, Policy, Rule } from '../../pack/pack.ts'
import type { PlannedEffect, RetroactLog } from '../ports.ts'
import { planEffects, type RetroactMatch } from './plan-effects.ts'

export interface PlanAsked {
  readonly rule: Rule
  readonly policy: Policy
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
  asked: { readonly files: PackFiles; readonly rule: string; readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal,
) => AsyncIterable<{ readonly matches: readonly RetroactMatch[]; readonly events: number }>

/** Rows written at once. */
const PIECE = 1000

/** Looks for what the rule would have done, and keeps it as the run's plan. Rejects when that was cut short. */
export async function planRetroact(
  parts: {
    readonly log: RetroactLog
    readonly matches: RetroactMatches
    readonly id: RetroactId
    readonly signal: AbortSignal
  },
  { rule, policy, files, fromMs, toMs }: PlanAsked,
  progress: (events: number) => void,
): Promise<void> {
  const { log, id, signal } = parts
  const plan = planEffects(id, rule, policy)
  let waiting: PlannedEffect[] = []
  let written = 0
  let matched = 0
  const write = async () => {
    if (waiting.length > 0) await log.add(id, written, waiting)
    written += waiting.length
    waiting = []
  }
  for await (const { matches, events } of parts.matches({ files, rule: rule.id, fromMs, toMs }, signal)) {
    matched += matches.length
    for (const match of matches) {
      waiting.push(...plan.add(match))
      if (waiting.length >= PIECE) await write()
    }
    progress(events)
  }
  if (signal.aborted) throw new Error('the service stopped before the plan was whole')
  await write()
  await log.planned(id, matched, plan.targets)
}
