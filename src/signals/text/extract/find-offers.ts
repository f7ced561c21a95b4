import type { Find } from './extractor.ts'
import { findPrices, type Price } from './find-prices.ts'
import type { ReadText } from './read-text.ts'

/**
 * account: accounts for sale or wanted; currency: the game's money for real money; items: the same of items; cash:
 * trade in real money; gift_card; payment: a way to pay; boosting: play on another's account; price.
 */
export type OfferKind =
  | 'account'
  | 'currency'
  | 'items'
  | 'cash'
  | 'gift_card'
  | 'payment'
  | 'boosting'
  | 'price'

export interface Offer extends Find {
  readonly kind: OfferKind
  /** Of a price. */
  readonly price?: Pick<Price, 'currency' | 'amount'>
}

const GAP = '[^.!?\\n]{0,10}?'
const TRADE_KO =
  '팝니다|팝니당|팔아요|팔아용|팔아|팜(?![가-힣])|팔게|팔께|팝(?![가-힣])|파실|파는|팔사람|팔아봄|삽니다|삽니당|사요(?![가-힣])|사실|산다|삼(?![가-힣])|구매|구함|구해요|구합니다|판매|거래|매입|대여|양도|넘겨|넘길|넘김|교환|ㅍㄴㄷ|ㅅㄴㄷ|ㅍㅁ'
const ACCOUNT_KO = `(?:계정|겨정|게정|계졍|ㄱㅈ|부계|본계|부캐\\s?계정|아이디|아뒤)(?:이랑|하고|을|를|만|도|째로|채로)?\\s?${GAP}(?:${TRADE_KO})|(?:팝니다|삽니다|판매|구매|매입)\\s?[:)]?\\s?[^.!?\\n]{0,8}(?:계정|ㄱㅈ)`
const TRADE_EN =
  '(?:sell(?:ing)?|sold|wts|s>|buy(?:ing)?|wtb|b>|trade|trading|wtt|for sale|renting|swap(?:ping)?)'
const ACCOUNT_EN = `${TRADE_EN}\\s(?:[\\w$+'./-]{1,16}\\s){0,4}?(?:acc|accs|account|accounts|acct|alt acc|main acc)(?![a-z])|(?<![a-z])(?:acc|account|acct)s?\\s(?:for sale|4 sale|for (?:\\$|£|€|\\d|robux|cash|cheap)|forsale)`
const MONEY = '로벅스|로북스|로복스|골드|메소|다이아|쥬얼|캐시|코인|젬|크레딧|포인트|아데나|만두|별풍'
const ITEMS = '템|아이템|스킨|펫|무기|의상|코디'
const REAL_KO =
  '현금|현질|현거래|현찰|문상|계좌|입금|카카오페이|카페이|토스|실제\\s?돈|\\d\\s?만\\s?원?|\\d\\s?천\\s?원|\\d{3,}\\s?원|₩'
const MONEY_EN = 'robux|rbx|v-?bucks|gold|coins|gems|diamonds|bobux|credits|skins|crystals|points|minecoins'
const REAL_EN =
  'cash|real money|irl money|irl cash|money|paypal|cash ?app|venmo|zelle|crypto|btc|usdt|\\$\\s?\\d+|\\d+\\s?(?:\\$|usd|dollars|bucks|eur|€|£)|gift ?cards?|nudes?|pics?|photos?|nitro'

const PATTERNS: readonly (readonly [Exclude<OfferKind, 'price'>, RegExp])[] = [
  ['account', of(`${ACCOUNT_KO}|${ACCOUNT_EN}`)],
  [
    'currency',
    of(
      `(?:${MONEY})[^.!?\\n]{0,14}(?:${TRADE_KO})(?=[^\\n]{0,30}(?:${REAL_KO}))|(?:${REAL_KO})[^\\n]{0,16}(?:${MONEY})[^.!?\\n]{0,10}(?:${TRADE_KO})|(?:${REAL_KO})[^.!?\\n]{0,8}(?:${TRADE_KO})[^\\n]{0,10}(?:${MONEY})|(?<![a-z])(?:${MONEY_EN})\\s(?:for|4|in exchange for|via|with)\\s(?:ur\\s|your\\s)?(?:${REAL_EN})(?![a-z])|${TRADE_EN}\\s(?:[\\w,.]{1,12}\\s){0,3}?(?:${MONEY_EN})(?![a-z])[^\\n]{0,24}?(?:${REAL_EN})|(?:${REAL_EN})\\s(?:for|4)\\s(?:[\\w,]{1,8}\\s)?(?:${MONEY_EN})(?![a-z])`,
    ),
  ],
  [
    'items',
    of(
      `(?:${ITEMS})[^.!?\\n]{0,10}(?:현금|현질|현거래|문상)[^.!?\\n]{0,8}(?:${TRADE_KO})|(?:현금|문상)(?:으로|로|에)?\\s?[^.!?\\n]{0,8}(?:${ITEMS})[^.!?\\n]{0,8}(?:${TRADE_KO})|(?:${ITEMS})[^.!?\\n]{0,10}(?:${TRADE_KO})[^\\n]{0,12}(?:현금|문상|계좌)`,
    ),
  ],
  [
    'cash',
    of(
      '현금\\s?거래|현\\s?거래|현ㄱㄹ|ㅎㄱㄹ|현금으로\\s?(?:사|팔|거래|드|줄|줘|가능)|현금\\s?(?:드림|줌|드려)|(?<![a-z])(?:rmt|real money trad(?:e|ing)|irl trad(?:e|ing)|cross ?trad(?:e|ing) for (?:cash|money))(?![a-z])',
    ),
  ],
  [
    'gift_card',
    of(
      `(?:문상|ㅁㅅ\\s?\\d|문화상품권|컬쳐랜드|컬쳐캐시|해피머니|북앤라이프|구글\\s?기프트\\s?카드|기프트\\s?카드|기프티콘|도서상품권)[^.!?\\n]{0,12}?(?:${TRADE_KO}|드림|드려|줄게|줄께|준다|주면|줌|줘|받|보내|쏨|쏠|현금|으로|\\d)|(?:gift ?cards?|itunes cards?|steam cards?|google play cards?|roblox cards?|amazon cards?)\\s(?:for|4|giveaway|codes?|trade|sell|as payment|only|accepted)|(?:${TRADE_EN}|send|sending|pay(?:ing)? (?:with|in|by)|give (?:me|you)|buy (?:me )?a?|accept(?:ing)?|take|taking|need)\\s(?:[\\w$]{1,10}\\s){0,2}?(?:gift ?cards?|itunes cards?|steam cards?|google play cards?|roblox cards?)`,
    ),
  ],
  [
    'payment',
    of(
      '(?:pay(?:ment|ing)?|accept(?:ing)?|take|taking|send|through|thru|via|by|use|using|have|on|my)\\s(?:me\\s|u\\s|you\\s|with\\s|by\\s|via\\s|the\\s|money\\s|\\$?\\d+\\s){0,2}(?:cash ?app|pay ?pal|venmo|zelle|crypto|btc|bitcoin|usdt|ltc|revolut|skrill|pix|yape|gcash)(?![a-z])|(?<![a-z])(?:cash ?app|pay ?pal|venmo|zelle|gcash)\\s(?:me|only|accepted|ready|first|works|is|or|f&f|friends|for|tag)|\\$[a-z][a-z0-9_]{3,19}(?=\\s?(?:on cash|cash ?app))|(?:계좌\\s?이체|무통장|카카오페이|카카오\\s?송금|토스|계좌)(?:로|으로)?\\s?(?:입금|보내|송금|결제|받|쏴|드릴|드림|가능)|선입금|선입(?![가-힣])|먼저\\s?입금',
    ),
  ],
  [
    'boosting',
    of(
      '(?:랭크|티어|레벨|점수|등급|롤|배치)\\s?대리|대리\\s?(?:해|뛰|게임|받|구|합니다|맡|충전|기사|랭)|쌀먹\\s?(?:합니다|함|해)|(?:rank|level|elo|win)\\s?boost(?:ing)?|boost(?:ing)?\\s(?:service|ur|your|acc|for \\$)|carry\\s(?:service|for \\$|for cash|for money)|\\$\\d+\\s(?:boost|carry)',
    ),
  ],
]

function of(pattern: string): RegExp {
  return new RegExp(pattern, 'g')
}

const MOST_OFFERS = 100

/** Finds offers of accounts and of the game's goods for real money, ways to pay and prices, in a text. */
export function findOffers(read: ReadText): readonly Offer[] {
  const isTrade = read.has('trade')
  const isPrice = read.has('money') && read.has('digit')
  if (!isTrade && !isPrice) return NONE
  const { text } = read
  const found: Offer[] = []
  if (isTrade)
    for (const [kind, pattern] of PATTERNS)
      for (const { 0: written, index } of text.matchAll(pattern)) {
        if (found.length >= MOST_OFFERS) break
        if (written === '') continue
        const span = read.spanOf(index, index + written.trimEnd().length)
        if (!found.some((other) => other.kind === kind && span[0] < other.span[1] && other.span[0] < span[1]))
          found.push({ kind, span })
      }
  if (isPrice)
    for (const { start, end, currency, amount } of findPrices(text))
      found.push({ kind: 'price', span: read.spanOf(start, end), price: { currency, amount } })
  return found.sort((a, b) => a.span[0] - b.span[0])
}

const NONE: readonly Offer[] = []
