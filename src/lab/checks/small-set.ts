import { hashRow } from '../dataset/hash-row.ts'
import type { PlacedRow, Split } from '../dataset/row.ts'
import { seededRandom } from '../text/seeded-random.ts'

const WORDS = [
  'tree',
  'river',
  'castle',
  'dragon',
  'lantern',
  'market',
  '친구',
  '오늘',
  '지도',
  '바다',
  'boat',
  'song',
]
const BAD = ['grubbel', 'snorfex', '뷁뷁이']

/** Made-up rows that a learner must be able to tell apart: a third holds one of three words that nobody says. */
export function smallSet(count: number, bad: readonly string[] = BAD): PlacedRow[] {
  const random = seededRandom(11)
  const word = (of: readonly string[]) => of[Math.floor(random() * of.length)]!
  return Array.from({ length: count }, (_, i): PlacedRow => {
    const violates = i % 3 === 0
    const words = Array.from({ length: 4 + Math.floor(random() * 5) }, () => word(WORDS))
    if (violates) words[Math.floor(random() * words.length)] = word(bad)
    const said = {
      ...{
        text: `${words.join(' ')} ${i}`,
        labels: [violates ? 'bad' : 'fine'],
        violates,
        account: undefined,
      },
      ...{
        world: undefined,
        surface: undefined,
        language: undefined,
        accountAgeMs: undefined,
        atMs: undefined,
      },
      ...{ source: `small:${i + 1}`, decision: undefined, policyVersion: undefined, reviewer: undefined },
      ...{ blind: false, probability: undefined, design: undefined },
    }
    const split: Split = i % 10 < 6 ? 'train' : i % 10 < 8 ? 'tune' : 'certify'
    return { ...said, hash: hashRow(said), split, cluster: i }
  })
}
