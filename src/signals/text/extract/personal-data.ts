import type { ValueType } from '../../../core/value.ts'
import { LIST_OF_STRINGS } from '../spans-of-values.ts'
import { distinct, extractor } from './extractor.ts'
import { findPersonalData, type PersonalData } from './find-personal-data.ts'

const TYPE: ValueType = {
  kind: 'object',
  name: 'PersonalData',
  fields: {
    count: { kind: 'int' },
    /**
     * Of resident_number (Korean, its check digit right), resident_number_like, card, bank_account, iban, passport,
     * address, school, coordinates, ip.
     */
    kinds: LIST_OF_STRINGS,
  },
}

/** `personal_data`: who and where somebody is, and where their money lies. The value never holds the data itself. */
export const personalData = extractor<PersonalData>({
  kind: 'personal_data',
  form: 1,
  type: TYPE,
  find: findPersonalData,
  value: (found) => ({ count: found.length, kinds: distinct(found.map(({ kind }) => kind)) }),
})
