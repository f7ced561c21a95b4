import type { Random } from '../random.ts'
import type { SimulatedReviewer, Skill } from './reviewer.ts'

/** What a reviewer has before them, with the truth that the simulation knows of it. */
export interface Shown {
  /** Ids of the policies that it violates in truth; empty: none. */
  readonly policies: readonly string[]
  /** Code of its language; undefined: it has none, as a trade. */
  readonly language: string | undefined
  /** The policy that is asked about, by its id with or without version. */
  readonly asked: string
  /** Whether anything else that it violates would be named too, as reviewers of blind samples are asked to. */
  readonly any: boolean
}

export interface SimulatedJudgement {
  readonly choice: 'violates' | 'fine' | 'unsure'
  /** Ids without versions; empty unless it violates. */
  readonly policies: readonly string[]
  readonly spentMs: number
}

/** Judges as the reviewer would: by the truth and their own way of erring. */
export function judge(random: Random, reviewer: SimulatedReviewer, shown: Shown): SimulatedJudgement {
  const spentMs = Math.round(reviewer.medianMs * Math.exp(reviewer.spread * normal(random)))
  const asked = bareId(shown.asked)
  const relevant = shown.any
    ? shown.policies
    : shown.policies.filter((policy) => familyOf(policy) === familyOf(asked))
  const skill = skillOf(reviewer, relevant[0] ?? asked, shown.language)
  if (random.chance(reviewer.unsureShare)) return { choice: 'unsure', policies: [], spentMs }
  const violates = random.chance(relevant.length > 0 ? skill.sensitivity : 1 - skill.specificity)
  if (!violates) return { choice: 'fine', policies: [], spentMs }
  return { choice: 'violates', policies: relevant.length > 0 ? relevant.slice(0, 1) : [asked], spentMs }
}

/** How well a reviewer judges a policy in a language; a language that they do not read costs them. */
export function skillOf(reviewer: SimulatedReviewer, policy: string, language: string | undefined): Skill {
  const skill = reviewer.skills[familyOf(policy)] ?? reviewer.usual
  if (language === undefined || reviewer.languages.includes(language)) return skill
  // What is left of being better than chance.
  const left = (rate: number) => 0.5 + (rate - 0.5) * reviewer.foreign
  return { sensitivity: left(skill.sensitivity), specificity: 1 - (1 - skill.specificity) / reviewer.foreign }
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

function familyOf(policy: string): string {
  return policy.split(/[.@]/, 1)[0]!
}

function bareId(policy: string): string {
  return policy.split('@', 1)[0]!
}
