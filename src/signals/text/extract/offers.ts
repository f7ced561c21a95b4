import type { ValueType } from '../../../core/value.ts'
import { LIST_OF_STRINGS } from '../spans-of-values.ts'
import { distinct, extractor } from './extractor.ts'
import { findOffers, type Offer } from './find-offers.ts'

const TYPE: ValueType = {
  kind: 'object',
  name: 'Offers',
  fields: {
    /** Offers; prices alone are none. */
    count: { kind: 'int' },
    /** Of account, currency, items, cash, gift_card, payment, boosting. */
    kinds: LIST_OF_STRINGS,
    /** Of krw, usd, eur, gbp, jpy, cny: of the prices named, whether or not there is an offer. */
    currencies: LIST_OF_STRINGS,
    /** Each in units of its own currency. */
    amounts: { kind: 'list', of: { kind: 'double' } },
  },
}

/** `offers`: accounts and the game's goods for real money. */
export const offers = extractor<Offer>({
  kind: 'offers',
  form: 1,
  type: TYPE,
  find: findOffers,
  value: (found) => {
    const made = found.filter(({ kind }) => kind !== 'price')
    const prices = found.flatMap(({ price }) => price ?? [])
    return {
      count: made.length,
      kinds: distinct(made.map(({ kind }) => kind)),
      currencies: distinct(prices.map(({ currency }) => currency)),
      amounts: prices.map(({ amount }) => amount),
    }
  },
})
