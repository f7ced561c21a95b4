import type { BankMatch, HashBanks } from '../../media/media-host.ts'

/** Banks whose contents come later: whoever asks holds this one, whoever loads them puts them in. */
export interface BankHolder extends HashBanks {
  hold(banks: HashBanks): void
  /** What was put in; undefined: nothing yet. */
  readonly held: HashBanks | undefined
}

/** Before banks are put in, there is nothing to match with, and asking is a mistake: it throws rather than finds nothing. */
export function createBankHolder(): BankHolder {
  let held: HashBanks | undefined
  return {
    hold(banks) {
      held = banks
    },
    get held() {
      return held
    },
    match(...asked): readonly BankMatch[] {
      if (held === undefined)
        throw new Error('The banks of hashes are not loaded; a running service loads them.')
      return held.match(...asked)
    },
    get version() {
      return held?.version ?? 'none'
    },
  }
}
