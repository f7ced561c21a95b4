/**
 * What becomes of a member. `active`: it matches; `confirmed`: a person saw that it is right; `questioned`: one person disputes a
 * member of a sealed bank, and another must agree; `disputed`: it matches nothing; `quarantined`: the flood guard doubts it;
 * `withdrawn`: its source or a person took it back.
 */
export const MEMBER_STATES = [
  'active',
  'confirmed',
  'questioned',
  'disputed',
  'quarantined',
  'withdrawn',
] as const

export type MemberState = (typeof MEMBER_STATES)[number]
