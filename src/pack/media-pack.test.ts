import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import { checkPackTests } from './check-pack-tests.ts'
import { MEDIA_PACK } from './media-pack.fixture.ts'
import type { PackFiles } from './pack.ts'
import { changed } from './small-pack.fixture.ts'

const HAECHI = 'haechi.yaml'
const media = (from: string, to: string, path = HAECHI): PackFiles => changed(path, from, to, MEDIA_PACK)

test('a pack of files: features, signals that hold for five seconds, banks of hashes, slot profiles', () => {
  const { pack, diagnostics } = checkPack(MEDIA_PACK)
  expect(diagnostics).toEqual([])
  expect(pack!.eventTypes.get('picture.change')!.features.get('picture')).toMatchObject({
    ...{ type: { kind: 'string' }, media: 'image' },
  })
  for (const name of ['known', 'picture_insults', 'item_file', 'copies'])
    expect(pack!.signals.get(name)).toMatchObject({ cost: 'dear', deadlineMs: 5000, degrade: 'hold' })
  expect(pack!.signals.get('insults')).toMatchObject({ cost: 'cheap', deadlineMs: 50, degrade: 'open' })
  expect(pack!.hashBanks.get('known_bad')).toEqual({
    ...{ name: 'known_bad', policy: 'harassment.insult', severity: 'S3', negative: false, sealed: false },
    ...{ share: 1, enabled: true, distance: 31, quality: 50, video: { file: 80, known: 0 } },
  })
  expect(pack!.profiles.get('hat')).toEqual({
    ...{ id: 'hat', world: 'tests', slot: 'hat', source: '', triangles: 4000, wear: 'hat' },
    mask: { chest: 0.2, hips: 0.1 },
  })
})

test('what a signal says of its deadline and failure comes before what is usual', () => {
  const files = media(
    'of: picture, banks: [known_bad]',
    'of: picture, deadline: 9s, degrade: open, banks: [known_bad]',
  )
  expect(checkPack(files).pack!.signals.get('known')).toMatchObject({ deadlineMs: 9000, degrade: 'open' })
})

test('a bank says what a video must share with a known one, in per cent', () => {
  const bank = (said: string) =>
    checkPack({ ...MEDIA_PACK, 'banks/films.yaml': `bank: films\nkind: hashes\nseverity: S1\n${said}\n` })
  expect(bank('video: { known: 20 }').pack!.hashBanks.get('films')!.video).toEqual({ file: 80, known: 20 })
  expect(bank('video: { file: 1 }').pack!.hashBanks.get('films')!.video).toEqual({ file: 1, known: 0 })
  for (const said of ['video: { file: 0 }', 'video: { known: 101 }', 'video: 80', 'video: { part: 2 }'])
    expect(bank(said).diagnostics, said).toMatchObject([
      { severity: 'error', place: { file: 'banks/films.yaml' } },
    ])
})

test('a bank under a policy of S0 is sealed, whatever else it says', () => {
  const s0 = changed('policies/all.yaml', 'severity: S3', 'severity: S0', MEDIA_PACK)
  expect(checkPack(s0).pack!.hashBanks.get('known_bad')).toMatchObject({ severity: 'S0', sealed: true })
  const open = { ...s0, 'banks/known_bad.yaml': `${s0['banks/known_bad.yaml']}sealed: false\n` }
  expect(checkPack(open).diagnostics).toMatchObject([{ code: 'unsealed', place: { line: 4 } }])
})

const bank = (more: string): PackFiles => ({
  ...MEDIA_PACK,
  'banks/known_bad.yaml': `bank: known_bad\nkind: hashes\n${more}`,
})

test.each<[string, PackFiles, string, string, RegExp]>([
  [
    'of: image where text stands',
    media('kind: hash_match, of: picture', 'kind: hash_match, of: content'),
    'wrong-type',
    HAECHI,
    /reads files.*bind it to a feature of type image/,
  ],
  [
    'a list of pictures',
    media('type: image', 'type: list<image>'),
    'unknown-type',
    HAECHI,
    /cannot hold the type "image".*a feature of its own/,
  ],
  ['a misspelt type', media('type: image', 'type: imgae'), 'unknown-type', HAECHI, /did you mean "image"/],
  [
    'another word for a type',
    media('type: model3d', 'type: mesh'),
    'unknown-type',
    HAECHI,
    /did you mean "model3d"/,
  ],
  [
    'a length of a picture',
    media('type: image,', 'type: image, max: 5,'),
    'bad-limit',
    HAECHI,
    /max does not bound a image/,
  ],
  [
    'a picture as content',
    media('    features:\n      picture', '    content: picture\n    features:\n      picture'),
    'wrong-type',
    HAECHI,
    /content must be a string/,
  ],
  [
    'a misspelt bank of hashes',
    media('banks: [known_bad]', 'banks: [known_bda]'),
    'unknown-bank-of-hashes',
    HAECHI,
    /did you mean "known_bad"/,
  ],
  [
    'a bank of terms for hashes',
    media('banks: [known_bad]', 'banks: [insults_en]'),
    'unknown-bank-of-hashes',
    HAECHI,
    /insults_en/,
  ],
  [
    'a misspelt slot profile',
    media('profile: hat', 'profile: cap'),
    'unknown-slot-profile',
    HAECHI,
    /unknown slot profile "cap"/,
  ],
  ['no profile', media(', profile: hat', ''), 'missing-key', HAECHI, /profile/],
  [
    'a misspelt key of a profile',
    media('triangles', 'triangels', 'profiles.yaml'),
    'unknown-key',
    'profiles.yaml',
    /did you mean "triangles"/,
  ],
  [
    'a misspelt region',
    media('chest', 'cheest', 'profiles.yaml'),
    'unknown-key',
    'profiles.yaml',
    /did you mean "chest"/,
  ],
  [
    'profiles as a list',
    { ...MEDIA_PACK, 'profiles.yaml': '- hat\n' },
    'wrong-type',
    'profiles.yaml',
    /map by name/,
  ],
  [
    'a bank that says nothing of its gravity',
    bank(''),
    'no-severity',
    'banks/known_bad.yaml',
    /name its policy/,
  ],
  [
    'a bank milder than its policy',
    bank('policy: harassment.insult\nseverity: S4\n'),
    'milder-than-policy',
    'banks/known_bad.yaml',
    /leave it out/,
  ],
  [
    'a distance that nothing is found at',
    bank('severity: S2\ndistance: 64\n'),
    'bad-value',
    'banks/known_bad.yaml',
    /distance/,
  ],
  [
    'an unknown policy of a bank',
    bank('policy: harassment.insutl\n'),
    'unknown-policy',
    'banks/known_bad.yaml',
    /harassment.insult/,
  ],
])('%s is told at its place', (_, files, code, file, says) => {
  const found = checkPack(files).diagnostics.filter((one) => one.code === code)
  expect([...new Set(found.map(({ place }) => place.file))]).toEqual([file])
  expect(`${found[0]!.message}; ${found[0]!.wayOut}`).toMatch(says)
})

const story = (data: string) => ({
  'tests/media.yaml': `- test: t\n  story:\n    - event: { type: picture.change, data: { picture: ${data} } }\n      expect: { verdict: hold }\n`,
})

test.each([
  ['{ nera: { known_bad: 3 } }', 'unknown-key', /did you mean "near"/],
  ['{ near: { known: 3 } }', 'unknown-bank-of-hashes', /known_bad/],
  ['{ near: { known_bad: 32 } }', 'bad-value', /known_bad/],
  ['{ scores: { nsfw: { Porn: 1 } } }', 'unknown-signal', /model.nsfw/],
])('a test that states %s of a file is told of it', (data, code, says) => {
  const { pack } = checkPack(MEDIA_PACK)
  const { diagnostics } = checkPackTests(story(data), pack!)
  expect(diagnostics).toMatchObject([{ code, place: { file: 'tests/media.yaml', line: 3 } }])
  expect(`${diagnostics[0]!.message}; ${diagnostics[0]!.wayOut}`).toMatch(says)
})
