import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import { diffPacks } from './diff-packs.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

const ENFORCEMENTS = `mute: { on: account, title: { en: Muted, ko: 음소거 }, description: Cannot speak }
restrict:
  on: account
  title: { en: Restricted, ko: 제한 }
  description: Cannot use a feature
  params: { feature: { type: string, required: true, one_of: [voice, trade] }, level: { type: number } }
remove: { on: item, title: { en: Removed, ko: 삭제 }, description: Taken down }
`

/** What is said of the small pack with these files, as `code line:column in file`. */
function said(files: Readonly<Record<string, string>>): string[] {
  return checkPack({ ...SMALL_PACK, 'enforcements.yaml': ENFORCEMENTS, ...files }).diagnostics.map(
    ({ code, place, wayOut }) => {
      expect(wayOut).toBeTruthy()
      return `${code} ${place.line}:${place.column} in ${place.file}`
    },
  )
}

const threshold = (more: string) => ({ 'strikes.yaml': `thresholds:\n  - { at: 3, ${more} }\n` })
const rule = (asked: string) => ({
  'rules/chat.yaml': changed(
    'rules/chat.yaml',
    'enforcement: { name: mute, for: 10m }',
    `enforcement: ${asked}`,
  )['rules/chat.yaml']!,
})

test('strikes and appeals are read, and without files have their defaults', () => {
  const { pack } = checkPack({
    ...SMALL_PACK,
    'enforcements.yaml': ENFORCEMENTS,
    'strikes.yaml': `expires: 30d\nfold: 5m\nthresholds: [{ at: 3, within: 7d, families: [spam], enforcement: restrict, for: 1h, with: { feature: voice } }]\n`,
    'appeals.yaml': 'window: 200d\nqueue: default\n',
  })
  expect(pack!.strikes).toEqual({
    expiresMs: 30 * 86_400_000,
    foldMs: 300_000,
    thresholds: [
      {
        ...{ at: 3, withinMs: 7 * 86_400_000, families: ['spam'] },
        ...{ enforcement: 'restrict', forMs: 3_600_000, with: { feature: 'voice' } },
      },
    ],
  })
  expect(pack!.appeals).toEqual({ windowMs: 200 * 86_400_000, queue: 'default' })
  const bare = checkPack({ ...SMALL_PACK, 'enforcements.yaml': ENFORCEMENTS })
  expect(bare.diagnostics).toEqual([])
  expect(bare.pack!.strikes.thresholds).toEqual([])
  expect(bare.pack!.appeals.windowMs).toBe(184 * 86_400_000)
  expect(diffPacks(bare.pack!, pack!).map(({ sentence }) => sentence)).toEqual([
    'Setting strikes.yaml: strikes expire after from 90d to 30d; one cause within from 10m to 5m; thresholds from none to 3 within 7d of spam: restrict with feature: voice for 1h.',
    'Setting appeals.yaml: may be appealed for from 184d to 200d; queue from the default one to default.',
  ])
})

test.each([
  [
    'an enforcement that is not declared',
    threshold('enforcement: mutt'),
    'unknown-enforcement 2:27 in strikes.yaml',
  ],
  [
    'an enforcement that falls on items',
    threshold('enforcement: remove'),
    'wrong-target 2:27 in strikes.yaml',
  ],
  [
    'a family that no policy is of',
    threshold('families: [spam, spom], enforcement: mute'),
    'unknown-family 2:31 in strikes.yaml',
  ],
  ['a missing parameter', threshold('enforcement: restrict'), 'missing-param 2:27 in strikes.yaml'],
  [
    'a time longer than strikes last',
    threshold('within: 91d, enforcement: mute'),
    'longer-than-strikes 2:22 in strikes.yaml',
  ],
  [
    'a window of less than six months',
    { 'appeals.yaml': 'window: 30d\n' },
    'short-appeal-window 1:9 in appeals.yaml',
  ],
  [
    'a queue that is not declared',
    { 'appeals.yaml': 'queue: appeal\n' },
    'unknown-queue 1:8 in appeals.yaml',
  ],
  [
    'a rule without a required parameter',
    rule('{ name: restrict }'),
    'missing-param 17:61 in rules/chat.yaml',
  ],
  [
    'a rule with a value that is not offered',
    rule('{ name: restrict, with: { feature: chat } }'),
    'bad-value 17:88 in rules/chat.yaml',
  ],
  [
    'a rule with a value of another type',
    rule('{ name: restrict, with: { feature: voice, level: high } }'),
    'wrong-type 17:102 in rules/chat.yaml',
  ],
  [
    'a rule with a parameter that is not declared',
    rule('{ name: mute, with: { loud: true } }'),
    'unknown-param 17:81 in rules/chat.yaml',
  ],
  [
    'no title',
    { 'enforcements.yaml': ENFORCEMENTS.replace('title: { en: Muted, ko: 음소거 }, ', '') },
    'missing-language 1:1 in enforcements.yaml',
  ],
  [
    'a delay that shrinks',
    {
      'enforcements.yaml': `${ENFORCEMENTS}slow: { title: { en: S, ko: ㅅ }, description: Slow, delay: { min: 2h, max: 1h } }\n`,
    },
    'bad-value 8:60 in enforcements.yaml',
  ],
  [
    'a decision that the database does not know',
    {
      'enforcements.yaml': `${ENFORCEMENTS}slow: { title: { en: S, ko: ㅅ }, description: Slow, dsa: DECISION_ACCOUNT_SUSPEND }\n`,
    },
    'unknown-dsa-measure 8:58 in enforcements.yaml',
  ],
])('%s is told at its place, with a way out', (_, files, expected) => {
  expect(said(files as Record<string, string>)).toEqual([expected])
})
