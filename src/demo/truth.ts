/** What a simulated event is part of. */
export const BEHAVIOURS = [
  'ordinary',
  'near-miss',
  'insult',
  'hate',
  'threat',
  'sexual',
  'distress',
  'spam',
  'scam',
  'contact-seeking',
  'raid',
  'item-theft',
  'campaign',
  'advert-wave',
  'slow-approach',
  'mass-requests',
  'coin-moving',
] as const
export type Behaviour = (typeof BEHAVIOURS)[number]

/** The hidden truth of a simulated event: known to the simulator, never sent. */
export interface Truth {
  readonly behaviour: Behaviour
  readonly violating: boolean
  /** Ids of the policies that the event violates, the main one first; empty when it violates none. */
  readonly policies: readonly string[]
  /** How the text was disguised, if it was: such as `spaced`, `jamo` or `leet`. */
  readonly evasion?: string
}
