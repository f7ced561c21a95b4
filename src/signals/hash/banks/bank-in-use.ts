import type { HashBankSpec } from '../../media/hash-bank-spec.ts'

/** A bank as the pack declares it and the service has set it. */
export interface BankInUse {
  /** What its members bear in the index. */
  readonly number: number
  readonly spec: HashBankSpec
}
