import { expect, test } from 'vitest'
import { hashOf, spec } from '../../signals/hash/banks/match-banks.fixture.ts'
import { matchBanks } from '../../signals/hash/banks/match-banks.ts'
import { createMemberIndex } from '../../signals/hash/banks/member-index.ts'
import { packMembers } from '../../signals/hash/banks/packed-members.ts'
import { packVideos } from '../../signals/hash/banks/videos/packed-videos.ts'
import { known, seen, video } from '../../signals/hash/banks/videos/videos.fixture.ts'
import { leftOf } from './left-of.ts'

test('a sealed video is known again by what is left of it, as much of it as before', () => {
  // A film of a minute, of which a frame was looked at each ten seconds.
  const film = Array.from({ length: 60 }, (_, at) => hashOf(at))
  const videos = packVideos([
    video(
      7,
      film.map((hash, at) => known(hash, at)),
    ),
  ])
  const index = createMemberIndex(packMembers([]), { threads: undefined, failed: () => {}, videos })
  const whole = seen(film.filter((_, at) => at % 10 === 0))
  const pictures = whole.pictures.map((one, at) => ({
    ...{ ...one, seconds: at * 10 },
    texts: [{ text: 'secret', confidence: 1, box: [0, 0, 1, 1] as const, by: 'ocr' as const }],
  }))
  const banks = new Map([
    ['worst', { number: 1, spec: spec('worst', { sealed: true, video: { file: 100, known: 100 } }) }],
  ])
  const left = leftOf({ ...whole, pictures })
  const matches = matchBanks(index, banks, left, ['worst'], { distance: 31, quality: 50 })
  expect(matches).toMatchObject([{ member: 7, video: { file: 1, known: 1 } }])
  expect(left.whole).toBe(false)
  expect(JSON.stringify(left)).not.toContain('secret')
})
