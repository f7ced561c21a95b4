import type { Verdict } from '../core/verdict.ts'
import type { BehaviourScore } from './demo-report.ts'
import { BEHAVIOURS, type Behaviour, type Truth } from './truth.ts'
import { wilson } from './wilson.ts'

/** What was decided about one event, as far as scoring needs it. */
export interface Judged {
  readonly type: string
  readonly truth: Truth
  readonly verdict: Verdict
  /** Policies of the rules that fired, as `id@version`. */
  readonly policies: readonly string[]
}

/** Which behaviour a policy belongs to; a category stands for those of its policies that are not named. */
const BEHAVIOUR_OF: Readonly<Record<string, Behaviour>> = {
  harassment: 'insult',
  profanity: 'insult',
  hate: 'hate',
  extremism: 'hate',
  violence: 'threat',
  'self_harm.promotion': 'threat',
  'privacy.doxxing': 'threat',
  sexual: 'sexual',
  ncii: 'sexual',
  'harassment.sexual_harassment': 'sexual',
  self_harm: 'distress',
  inauthentic: 'spam',
  regulated_goods: 'spam',
  fraud: 'scam',
  child_safety: 'contact-seeking',
  privacy: 'contact-seeking',
  'harassment.brigading': 'raid',
  ip: 'item-theft',
}

/** The behaviour that a policy speaks of, by its id with or without version; undefined for any other policy. */
export function behaviourOf(policy: string): Behaviour | undefined {
  const id = policy.split('@', 1)[0]!
  return BEHAVIOUR_OF[id] ?? BEHAVIOUR_OF[id.split('.', 1)[0]!]
}

interface Tally {
  events: number
  violating: number
  found: number
  flagged: number
  rightlyFlagged: number
  stopped: number
}

/**
 * Counts how well decisions meet the truth, behaviour by behaviour. An event is flagged as a behaviour when a
 * rule under one of its policies fired; rightly, when the truth has a policy of that behaviour. Reports by players
 * are routed, not judged, and stay out.
 */
export function createScoreboard(): { add(judged: Judged): void; scores(): BehaviourScore[] } {
  const tallies = new Map<Behaviour, Tally>()
  for (const behaviour of BEHAVIOURS)
    tallies.set(behaviour, { events: 0, violating: 0, found: 0, flagged: 0, rightlyFlagged: 0, stopped: 0 })

  return {
    add({ type, truth, verdict, policies }) {
      if (type === 'user.report') return
      const own = tallies.get(truth.behaviour)!
      own.events++
      if (verdict !== 'allow') own.stopped++
      const flagged = behavioursOf(policies)
      const right = truth.violating ? behavioursOf(truth.policies).add(truth.behaviour) : new Set<Behaviour>()
      if (truth.violating) {
        own.violating++
        if ([...right].some((behaviour) => flagged.has(behaviour))) own.found++
      }
      for (const behaviour of flagged) {
        const tally = tallies.get(behaviour)!
        tally.flagged++
        if (right.has(behaviour)) tally.rightlyFlagged++
      }
    },
    scores: () =>
      [...tallies].map(([behaviour, tally]) => ({
        behaviour,
        events: tally.events,
        recall: wilson(tally.found, tally.violating),
        precision: wilson(tally.rightlyFlagged, tally.flagged),
        stopped: wilson(tally.stopped, tally.events),
      })),
  }
}

function behavioursOf(policies: readonly string[]): Set<Behaviour> {
  const found = new Set<Behaviour>()
  for (const policy of policies) {
    const behaviour = behaviourOf(policy)
    if (behaviour) found.add(behaviour)
  }
  return found
}
