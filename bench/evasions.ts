/**
 * Ways in which players spell a word so that a filter misses it: written after what is seen in chat, not after the
 * matcher. Each takes a word and chance, and gives undefined where it does not apply to the word.
 */
export interface Evasion {
  readonly name: string
  /** Scripts whose words it applies to. */
  readonly of: 'ko' | 'en' | 'both'
  /** The level that a term has to reach to be found in it; `spelled` when left out. */
  readonly level?: 'alike' | 'initials'
  disguise(word: string, random: () => number): string | undefined
}

const LEADS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ']
const VOWELS = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ']
const TAILS = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ']
const KEYS: Record<string, string> = Object.fromEntries(
  (
    'ㄱr ㄲR ㄴs ㄷe ㄸE ㄹf ㅁa ㅂq ㅃQ ㅅt ㅆT ㅇd ㅈw ㅉW ㅊc ㅋz ㅌx ㅍv ㅎg ㅏk ㅐo ㅑi ㅒO ㅓj ㅔp ㅕu ㅖP ㅗh ㅛy ㅜn ㅠb ㅡm ㅣl ' +
    'ㅘhk ㅙho ㅚhl ㅝnj ㅞnp ㅟnl ㅢml ㄳrt ㄵsw ㄶsg ㄺfr ㄻfa ㄼfq ㄽft ㄾfx ㄿfv ㅀfg ㅄqt'
  )
    .split(' ')
    .map((pair) => [pair[0]!, pair.slice(1)]),
)

interface Syllable {
  lead: string
  vowel: string
  tail: string
}

const pick = <T>(random: () => number, of: readonly T[]): T => of[Math.floor(random() * of.length)]!
const isHangul = (char: string) => char >= '가' && char <= '힣'
const letters = (word: string) => [...word]
const inside = (word: string, random: () => number) => 1 + Math.floor(random() * (letters(word).length - 1))
/** Changes each letter by chance, one at least. */
function some(
  word: string,
  random: () => number,
  chance: number,
  change: (letter: string) => string | undefined,
): string | undefined {
  const all = letters(word)
  const open = all.flatMap((letter, i) => (change(letter) === undefined ? [] : [i]))
  if (open.length === 0) return undefined
  const sure = pick(random, open)
  return all
    .map((letter, i) => (open.includes(i) && (i === sure || random() < chance) ? change(letter)! : letter))
    .join('')
}
function between(word: string, random: () => number, signs: readonly string[], one = false): string {
  const sign = pick(random, signs)
  const all = letters(word)
  if (!one) return all.join(sign)
  const at = inside(word, random)
  return all.slice(0, at).join('') + sign + all.slice(at).join('')
}
function parts(letter: string): Syllable | undefined {
  if (!isHangul(letter)) return undefined
  const at = letter.charCodeAt(0) - 0xac00
  return {
    lead: LEADS[Math.floor(at / 588)]!,
    vowel: VOWELS[Math.floor((at % 588) / 28)]!,
    tail: TAILS[at % 28]!,
  }
}
function joined({ lead, vowel, tail }: Syllable): string {
  return String.fromCharCode(
    0xac00 + (LEADS.indexOf(lead) * 21 + VOWELS.indexOf(vowel)) * 28 + TAILS.indexOf(tail),
  )
}
const split = (letter: string) => {
  const at = parts(letter)
  return at ? at.lead + at.vowel + at.tail : letter
}
const table = (from: string, to: string) => {
  const map = new Map(letters(from).map((letter, i) => [letter, letters(to)[i]!]))
  return (letter: string) => map.get(letter)
}
const isPlain = (word: string) => /^[a-z]+$/.test(word)
const isKorean = (word: string) => /^[가-힣]+$/.test(word)

const LEET = new Map([
  ['a', ['4', '@']],
  ['b', ['8']],
  ['e', ['3']],
  ['g', ['9', '6']],
  ['i', ['1', '!']],
  ['l', ['1', '|']],
  ['o', ['0']],
  ['s', ['5', '$']],
  ['t', ['7', '+']],
  ['z', ['2']],
])
const ROMAN_LEADS = 'g kk n d tt r m b pp s ss . j jj ch k t p h'
  .split(' ')
  .map((one) => one.replace('.', ''))
const ROMAN_VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const ROMAN_TAILS = '. k k k n n n t l l l l l l l l m p p t t ng t t k t p t'
  .split(' ')
  .map((one) => one.replace('.', ''))

/** How a word is written in Latin letters by ear; spellings differ from player to player. */
function byEar(word: string, random: () => number): string {
  let latin = ''
  for (const letter of word) {
    const at = letter.charCodeAt(0) - 0xac00
    latin +=
      ROMAN_LEADS[Math.floor(at / 588)]! + ROMAN_VOWELS[Math.floor((at % 588) / 28)]! + ROMAN_TAILS[at % 28]!
  }
  const habits: [RegExp, string][] = [
    [/(?<!e)u(?!i)/g, 'oo'],
    [/eo/g, 'u'],
    [/(?<!s)si/g, 'shi'],
    [/ss/g, 's'],
    [/kk/g, 'k'],
  ]
  return habits.reduce(
    (text, [sound, spelling]) => (random() < 0.3 ? text.replace(sound, spelling) : text),
    latin,
  )
}

const TENSE = table('ㄱㄷㅂㅅㅈㄲㄸㅃㅆㅉ', 'ㄲㄸㅃㅆㅉㄱㄷㅂㅅㅈ')
const ASPIRATED = table('ㄱㄷㅂㅈㅋㅌㅍㅊ', 'ㅋㅌㅍㅊㄱㄷㅂㅈ')
const GLIDE = table('ㅏㅓㅗㅜㅣㅐㅔㅑㅕㅛㅠㅢ', 'ㅑㅕㅛㅠㅟㅔㅐㅏㅓㅗㅜㅣ')
const YAMIN = table('대머댕멍귀커명띵비네빔넴며띠팔괄', '머대멍댕커귀띵명네비넴빔띠며괄팔')
const TURNED = table('abcdefghijklmnopqrstuvwxyz', 'ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz')

export const EVASIONS: readonly Evasion[] = [
  {
    name: 'invisible characters',
    of: 'both',
    disguise: (w, r) =>
      letters(w)
        .map(
          (l) =>
            l + (r() < 0.6 ? pick(r, ['\u200b', '\u200d', '\u2060', '\u00ad', '\ufe0f', '\u{e0041}']) : ''),
        )
        .join('')
        .replace(/^(.)/u, '$1\u200b'),
  },
  {
    name: 'bidi controls',
    of: 'both',
    disguise: (w, r) => between(w, r, ['\u202a', '\u2066', '\u200f', '\u061c']),
  },
  {
    name: 'combining marks',
    of: 'both',
    disguise: (w, r) =>
      letters(w)
        .map(
          (l) =>
            l +
            Array.from({ length: 1 + Math.floor(r() * 8) }, () =>
              String.fromCharCode(0x300 + Math.floor(r() * 0x6f)),
            ).join(''),
        )
        .join(''),
  },
  {
    name: 'dots and dashes between',
    of: 'both',
    disguise: (w, r) => between(w, r, ['.', '-', '_', '*', '·', '~', '/', ',', '♡', '..']),
  },
  { name: 'spaces between', of: 'both', disguise: (w, r) => between(w, r, [' ', '  ', '\u3000', '\u00a0']) },
  {
    name: 'written backwards in an override',
    of: 'both',
    level: 'alike',
    disguise: (w) => `\u202e${letters(w).reverse().join('')}\u202c`,
  },
  {
    name: 'letters repeated',
    of: 'both',
    disguise: (w, r) => {
      const at = Math.floor(r() * letters(w).length)
      return letters(w)
        .map((l, i) =>
          i === at ? l.repeat(isHangul(l) ? 2 + Math.floor(r() * 3) : 3 + Math.floor(r() * 4)) : l,
        )
        .join('')
    },
  },
  {
    name: 'en: case mixed, full width',
    of: 'en',
    disguise: (w, r) =>
      some(w, r, 0.7, (l) =>
        /[a-z]/.test(l) ? String.fromCharCode(l.charCodeAt(0) + 0xfee0 - (r() < 0.5 ? 0x20 : 0)) : undefined,
      ),
  },
  {
    name: 'en: leetspeak',
    of: 'en',
    disguise: (w, r) =>
      some(w, r, 0.4, (l) => (LEET.has(l) ? pick(r, LEET.get(l)!) : undefined))?.replace(/!$/, '1'),
  },
  {
    name: 'en: Cyrillic and Greek look-alikes',
    of: 'en',
    disguise: (w, r) => {
      const c = table('acehijkmnoprstuxy', 'асеһіјκмηοргѕτυху')
      return some(w, r, 0.6, c)
    },
  },
  {
    name: 'en: mathematical and squared letters',
    of: 'en',
    disguise: (w, r) => {
      const base = pick(r, [0x1d41a, 0x1d44e + 0, 0x1d4ea, 0x1d586, 0x1d5ee, 0x1d68a])
      const square = pick(r, [0x1f130, 0x1f150, 0x1f170, 0x24d0])
      const use = r() < 0.5 ? base : square
      return some(w, r, 1, (l) =>
        /[a-z]/.test(l) && !(use === 0x1d44e && l === 'h')
          ? String.fromCodePoint(use + l.charCodeAt(0) - 97)
          : undefined,
      )
    },
  },
  {
    name: 'en: regional indicators apart',
    of: 'en',
    disguise: (w) =>
      isPlain(w)
        ? letters(w)
            .map((l) => String.fromCodePoint(0x1f1e6 + l.charCodeAt(0) - 97))
            .join(' ')
        : undefined,
  },
  {
    name: 'en: a letter doubled',
    of: 'en',
    level: 'alike',
    disguise: (w, r) => {
      const at = Math.floor(r() * w.length)
      return w.length > 3 && isPlain(w) ? w.slice(0, at) + w[at]! + w.slice(at) : undefined
    },
  },
  {
    name: 'en: cut by one space',
    of: 'en',
    level: 'alike',
    disguise: (w, r) => (w.length > 3 && isPlain(w) ? between(w, r, [' '], true) : undefined),
  },
  {
    name: 'en: cut by one sign',
    of: 'en',
    disguise: (w, r) =>
      w.length > 3 && isPlain(w) ? between(w, r, ['.', '-', '*', '_', "'", '/'], true) : undefined,
  },
  {
    name: 'en: masked letters',
    of: 'en',
    level: 'alike',
    disguise: (w, r) => {
      if (w.length < 4 || !isPlain(w)) return undefined
      const n = 1 + Math.floor(r() * (w.length / 2))
      const from = 1 + Math.floor(r() * (w.length - n - 1))
      return w.slice(0, from) + '*'.repeat(n) + w.slice(from + n)
    },
  },
  {
    name: 'en: upside down',
    of: 'en',
    level: 'alike',
    disguise: (w) =>
      isPlain(w) && w.length > 3
        ? letters(w)
            .reverse()
            .map((l) => TURNED(l)!)
            .join('')
        : undefined,
  },
  {
    name: 'ko: split jamo',
    of: 'ko',
    disguise: (w, r) => some(w, r, 0.8, (l) => (isHangul(l) ? split(l) : undefined)),
  },
  {
    name: 'ko: jamo apart',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) =>
      isKorean(w) ? letters(letters(w).map(split).join('')).join(pick(r, [' ', '.', '-'])) : undefined,
  },
  {
    name: 'ko: half-width or conjoining jamo',
    of: 'ko',
    disguise: (w, r) => {
      if (!isKorean(w)) return undefined
      if (r() < 0.5) return w.normalize('NFD')
      const half = table(
        'ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ',
        'ﾡﾢﾣﾤﾥﾦﾧﾨﾩﾪﾫﾬﾭﾮﾯﾰﾱﾲﾳﾴﾵﾶﾷﾸﾹﾺﾻﾼﾽﾾￂￃￄￅￆￇￊￋￌￍￎￏￒￓￔￕￖￗￚￛￜ',
      )
      return letters(letters(w).map(split).join(''))
        .map((l) => half(l) ?? l)
        .join('')
    },
  },
  {
    name: 'ko: digit or sign inside',
    of: 'ko',
    disguise: (w, r) => between(w, r, ['1', '2', '7', '@', '^', '*', '_', '#', '%'], true),
  },
  {
    name: 'ko: Latin inside',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => {
      if (!isKorean(w)) return undefined
      const at = Math.floor(r() * w.length)
      return letters(w)
        .map((l, i) => (i === at ? byEar(l, r) : l))
        .join('')
    },
  },
  {
    name: 'ko: ㅣ drawn with l, 1 or |',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => {
      const sign = pick(r, ['l', '1', '|', 'I'])
      let done = false
      const out = letters(w)
        .map((l) => {
          const p = parts(l)
          if (p?.vowel !== 'ㅣ' || done) return l
          done = true
          return p.lead + sign + p.tail
        })
        .join('')
      return done ? out : undefined
    },
  },
  {
    name: 'ko: wrong keyboard layout',
    of: 'ko',
    level: 'alike',
    disguise: (w) =>
      isKorean(w) && w.length > 1
        ? letters(letters(w).map(split).join(''))
            .map((l) => KEYS[l] ?? l)
            .join('')
        : undefined,
  },
  {
    name: 'ko: romanised',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => (isKorean(w) && w.length > 1 ? byEar(w, r) : undefined),
  },
  {
    name: 'ko: tense or aspirated',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => {
      const shift = pick(r, [TENSE, ASPIRATED])
      return some(w, r, 0.3, (l) => {
        const p = parts(l)
        const lead = p && shift(p.lead)
        return p && lead ? joined({ ...p, lead }) : undefined
      })
    },
  },
  {
    name: 'ko: near vowels',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) =>
      some(w, r, 0.2, (l) => {
        const p = parts(l)
        const vowel = p && GLIDE(p.vowel)
        return p && vowel ? joined({ ...p, vowel }) : undefined
      }),
  },
  {
    name: 'ko: vowel drawn out',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) =>
      some(w, r, 0.2, (l) => {
        const p = parts(l)
        if (!p) return undefined
        const n = 1 + Math.floor(r() * 3)
        const more = r() < 0.7 ? joined({ lead: 'ㅇ', vowel: p.vowel, tail: '' }) : p.vowel
        if (p.tail === '') return l + more.repeat(n)
        return (
          joined({ ...p, tail: '' }) +
          joined({ lead: 'ㅇ', vowel: p.vowel, tail: '' }).repeat(n - 1) +
          joined({ lead: 'ㅇ', vowel: p.vowel, tail: p.tail })
        )
      }),
  },
  {
    name: 'ko: final added',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => {
      const tail = pick(r, ['ㅅ', 'ㅇ', 'ㄱ', 'ㅂ', 'ㅎ', 'ㅆ'])
      return isKorean(w) && w.length > 1
        ? some(w, r, 0, (l) => {
            const p = parts(l)
            return p && p.tail === '' ? joined({ ...p, tail }) : undefined
          })
        : undefined
    },
  },
  {
    name: 'ko: final as the next initial',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => {
      for (let i = 1; i < w.length; i++) {
        const a = parts(w[i - 1]!)
        const b = parts(w[i]!)
        if (a && b && a.tail === '' && b.lead !== 'ㅇ' && TAILS.includes(b.lead) && r() < 0.9)
          return (
            w.slice(0, i - 1) + joined({ ...a, tail: b.lead }) + joined({ ...b, lead: 'ㅇ' }) + w.slice(i + 1)
          )
      }
      return undefined
    },
  },
  {
    name: 'ko: drawn alike (yaminjeongeum)',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => some(w, r, 0.5, YAMIN),
  },
  {
    name: 'ko: initials of a syllable or all but one',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => {
      if (!isKorean(w) || w.length < 2) return undefined
      const keep = Math.floor(r() * w.length)
      return letters(w)
        .map((l, i) => (i === keep ? l : parts(l)!.lead))
        .join('')
    },
  },
  {
    name: 'ko: initials',
    of: 'ko',
    level: 'initials',
    disguise: (w) =>
      isKorean(w) && w.length > 2
        ? letters(w)
            .map((l) => parts(l)!.lead)
            .join('')
        : undefined,
  },
  {
    name: 'ko: masked syllable',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => {
      if (!isKorean(w) || w.length < 2) return undefined
      const at = Math.floor(r() * w.length)
      return letters(w)
        .map((l, i) => (i === at ? pick(r, ['*', '○']) : l))
        .join('')
    },
  },
  {
    name: 'ko: emoji for a syllable',
    of: 'ko',
    level: 'alike',
    disguise: (w, r) => some(w, r, 0.3, table('개새씨발똥', '🐶🐦🌱🦶💩')),
  },
]
