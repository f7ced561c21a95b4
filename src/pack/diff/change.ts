/** The kinds of part that a pack is made of, in the order in which changes are told. */
export const PARTS = [
  'rule',
  'counter',
  'label',
  'signal',
  'bank',
  'policy',
  'event type',
  'feature',
  'derived name',
  'queue',
  'route',
  'sample',
  'enforcement',
  'setting',
] as const
export type Part = (typeof PARTS)[number]

/** One aspect that differs. Undefined: there was, or is, none. */
export interface Difference {
  readonly what: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** One part of a pack that was added, removed or changed. */
export interface PackChange {
  readonly part: Part
  /** As `chat.insult`, or `chat.message/level` for what belongs to an event type. */
  readonly name: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** What differs; for what was added or removed, what it is or was like. */
  readonly differences: readonly Difference[]
  /** The same in words. */
  readonly sentence: string
}
