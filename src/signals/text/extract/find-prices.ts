import type { FoundNumber } from './identity-numbers.ts'

export type Currency = 'krw' | 'usd' | 'eur' | 'gbp' | 'jpy' | 'cny'

export interface Price extends FoundNumber<'price'> {
  readonly currency: Currency
  /** In whole units of the currency and parts of them: 35000 for 3만 5천원. */
  readonly amount: number
}

const AMOUNT = '(\\d{1,3}(?:,\\d{3})+|\\d{1,9}(?:\\.\\d{1,2})?)'
const KOREAN =
  /(?<![\d.])(\d{1,4}(?:\.\d)?)\s?만\s?(?:(\d)\s?천\s?)?(?:원|(?=\s?(?:에|ㅇㅔ|ㅇㅍ|선|정도)?\s?(?:팔|팝|팜|삽|삼|사요|구매|판매|거래|양도|넘|받)))|(?<![\d.만])(\d{1,3})\s?천\s?(?:원|(?=에\s?(?:팔|팝|팜|삼|삽)))|(?<![\d.])(\d{1,3}(?:,\d{3})+|\d{3,9})\s?(?:원(?![가-힣]{2,}소)|won(?![a-z])|krw)|₩\s?(\d{1,3}(?:,\d{3})+|\d{1,9})/g
const SIGNED = new RegExp(`([$€£¥])\\s?${AMOUNT}(\\s?k(?![a-z]))?`, 'g')
const NAMED = new RegExp(
  `(?<![\\d.,$€£¥])${AMOUNT}(\\s?k)?\\s?(\\$|€|£|円|元|usd|dollars?|bucks?|eur(?:o|os)?|gbp|quid|pounds?|jpy|yen|rmb|cny|kuai|달러|불(?![가-힣])|유로|엔(?![가-힣])|위안)(?![a-z])`,
  'g',
)
const CURRENCIES: readonly (readonly [RegExp, Currency])[] = [
  [/^(?:\$|usd|dollar|buck|달러|불)/, 'usd'],
  [/^(?:€|eur|유로)/, 'eur'],
  [/^(?:£|gbp|quid|pound)/, 'gbp'],
  [/^(?:円|jpy|yen|엔|¥)/, 'jpy'],
  [/^(?:元|rmb|cny|kuai|위안)/, 'cny'],
]
const MOST = 50

/** Finds prices in folded text, in won, dollars, euros, pounds, yen and yuan. */
export function findPrices(text: string): Price[] {
  const found: Price[] = []
  const add = (match: RegExpMatchArray, currency: Currency, amount: number): void => {
    if (found.length < MOST && Number.isFinite(amount))
      found.push({
        kind: 'price',
        start: match.index!,
        end: match.index! + match[0].trimEnd().length,
        currency,
        amount,
      })
  }
  for (const match of text.matchAll(KOREAN)) {
    const [, tenThousands, thousands, onlyThousands, whole, signed] = match
    add(
      match,
      'krw',
      tenThousands !== undefined
        ? Math.round(Number(tenThousands) * 10_000) + Number(thousands ?? 0) * 1000
        : onlyThousands !== undefined
          ? Number(onlyThousands) * 1000
          : numberOf(whole ?? signed!),
    )
  }
  for (const match of text.matchAll(SIGNED))
    add(match, currencyOf(match[1]!), numberOf(match[2]!) * (match[3] ? 1000 : 1))
  for (const match of text.matchAll(NAMED))
    add(match, currencyOf(match[3]!), numberOf(match[1]!) * (match[2] ? 1000 : 1))
  return found
}

function numberOf(written: string): number {
  return Number(written.replaceAll(',', ''))
}

function currencyOf(written: string): Currency {
  return CURRENCIES.find(([pattern]) => pattern.test(written))?.[1] ?? 'usd'
}
