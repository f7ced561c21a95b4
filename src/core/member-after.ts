import type { MemberState } from './member-state.ts'

/** What people do with a member of a bank of known hashes. */
export type MemberAct = 'confirm' | 'dispute' | 'release' | 'withdraw'

/** What an act makes of a member; undefined: there is nothing to do. `sealed`: what takes it away needs two people. */
export function memberAfter(act: MemberAct, sealed: boolean, state: MemberState): MemberState | undefined {
  switch (act) {
    case 'confirm':
      return state === 'confirmed' || state === 'withdrawn' ? undefined : 'confirmed'
    case 'release':
      return state === 'quarantined' ? 'confirmed' : undefined
    case 'withdraw':
      if (state === 'withdrawn') return undefined
      return sealed && state !== 'questioned' && state !== 'disputed' ? 'questioned' : 'withdrawn'
    case 'dispute':
      if (state === 'disputed' || state === 'withdrawn') return undefined
      return sealed && state !== 'questioned' ? 'questioned' : 'disputed'
  }
}
