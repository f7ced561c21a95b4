import type { Random } from '../random.ts'

/** How well somebody tells what violates a family of policies. */
export interface Skill {
  /** The chance to find what violates. */
  readonly sensitivity: number
  /** The chance to pass what does not. */
  readonly specificity: number
}

export type Bias = 'balanced' | 'strict' | 'lenient'

/** A simulated person: how they err is known, so that what is measured of them can be held to it. */
export interface SimulatedReviewer {
  readonly name: string
  readonly bias: Bias
  /** Languages that they read well. */
  readonly languages: readonly string[]
  /** In the languages that they read; families that are not named have `usual`. */
  readonly skills: Readonly<Record<string, Skill>>
  readonly usual: Skill
  /** In a language that they do not read, this share of what they can do is left. */
  readonly foreign: number
  readonly unsureShare: number
  /** Time spent on a job, in ms: the median, and the spread of its logarithm. */
  readonly medianMs: number
  readonly spread: number
}

const NAMES = [
  ...['Mina', 'Jun', 'Sora', 'Alex', 'Hana', 'Noah', 'Yuna', 'Emma', 'Doyun', 'Liam', 'Jiwoo', 'Olivia'],
]
const FAMILIES = ['harassment', 'hate', 'sexual', 'fraud', 'child_safety', 'violence', 'inauthentic']

/** Draws reviewers of different skill, bias, language and speed; one in ten is poor at it. */
export function createReviewers(random: Random, count: number): SimulatedReviewer[] {
  return Array.from({ length: count }, (_, i) => {
    const poor = random.chance(0.1)
    const bias = random.pick<Bias>(['balanced', 'balanced', 'balanced', 'strict', 'lenient'])
    const between = (low: number, high: number) => low + random.next() * (high - low)
    const usual = leaning(bias, {
      sensitivity: poor ? between(0.55, 0.75) : between(0.82, 0.97),
      specificity: poor ? between(0.85, 0.93) : between(0.96, 0.998),
    })
    const skills = Object.fromEntries(
      FAMILIES.map((family) => [family, nudged(usual, between(-0.05, 0.03))] as const),
    )
    const round = Math.floor(i / NAMES.length)
    return {
      name: `${NAMES[i % NAMES.length]!}${round === 0 ? '' : round + 1}`,
      ...{ bias, usual, skills },
      languages: random.chance(0.3) ? ['ko', 'en'] : [random.chance(0.6) ? 'ko' : 'en'],
      foreign: between(0.6, 0.9),
      unsureShare: between(0.005, 0.04),
      medianMs: between(4000, 20_000),
      spread: between(0.4, 0.8),
    }
  })
}

/** The strict find more and pass less, the lenient the other way round. */
function leaning(bias: Bias, { sensitivity, specificity }: Skill): Skill {
  if (bias === 'strict')
    return { sensitivity: 1 - (1 - sensitivity) / 2, specificity: 1 - (1 - specificity) * 2 }
  if (bias === 'lenient') return { sensitivity: sensitivity * 0.85, specificity: 1 - (1 - specificity) / 2 }
  return { sensitivity, specificity }
}

function nudged({ sensitivity, specificity }: Skill, by: number): Skill {
  return { sensitivity: Math.min(0.995, sensitivity + by), specificity }
}
