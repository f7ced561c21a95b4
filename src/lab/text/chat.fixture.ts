import type { LabelledText } from './labelled-text.ts'

const KIND = [
  '고마워',
  '같이 하자',
  '잘했어',
  '좋은 아침',
  '천천히 해',
  'well played',
  'thank you',
  'nice house',
  'see you soon',
]
const RUDE = [
  '이 바보야',
  '멍청이',
  '꺼져 줄래',
  '한심하다',
  'you noob',
  'dumb team',
  'get lost',
  'what a clown',
]
const TRADE = ['계정 팔아요', '골드 싸게 팝니다', 'selling gold', 'cheap account here', '아이템 삽니다']
const WHO = ['친구', '오늘', 'hey', '진짜', 'lol', '우리 팀', '방금', 'again', '왜', 'guys']

/** Made-up chat lines of three kinds, `count` of them; the same each time. */
export function chatLines(count: number): LabelledText[] {
  const kinds = [
    ['kind', KIND],
    ['rude', RUDE],
    ['trade', TRADE],
  ] as const
  return Array.from({ length: count }, (_, i) => {
    const [label, phrases] = kinds[i % 3]!
    const at = Math.floor(i / 3)
    const who = WHO[at % WHO.length]!
    const other = WHO[(at * 7 + 3) % WHO.length]!
    return { text: `${who} ${phrases[at % phrases.length]!} ${other}`, labels: [label] }
  })
}

/** The same with a second label for lines that say `오늘` or `again`. */
export function chatWithSeveral(count: number): LabelledText[] {
  return chatLines(count).map(({ text, labels }) => ({
    text,
    labels: /오늘|again/.test(text) ? [...labels, 'when'] : labels,
  }))
}
