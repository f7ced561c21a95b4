import { seededRandom } from '../text/seeded-random.ts'

const WORDS = (
  'red blue green stone river lamp horse table winter summer cloud paper garden window market bridge island candle ' +
  'forest mirror button silver copper basket ladder harbor meadow pepper rocket tunnel velvet walnut yellow zipper ' +
  '하늘 바다 나무 구름 시장 다리 거울 단추 겨울 여름 정원 기차 편지 호수 연필 그림 노래 우산 창문 마을'
).split(' ')

/** Texts of seeded chance, no two of them near-duplicates but by rare chance: `at` gives the same one each time. */
export function someText(at: number, words = 9): string {
  const random = seededRandom(at * 7919 + 13)
  return Array.from({ length: words }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')
}
