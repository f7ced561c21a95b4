import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import { diffPacks } from './diff-packs.ts'
import type { Pack, PackFiles } from './pack.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

const RULES = 'rules/chat.yaml'
const COUNTERS = 'msgs_1m: { count: true, by: actor, on: chat.message, window: 1m }\n'

function packOf(files: PackFiles): Pack {
  const { pack, diagnostics } = checkPack(files)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return pack!
}
const small = packOf(SMALL_PACK)
const sentences = (files: PackFiles, before = small) =>
  diffPacks(before, packOf(files)).map(({ sentence }) => sentence)

test('packs that differ only in how they are written do not differ', () => {
  expect(diffPacks(small, small)).toEqual([])
  const rewritten = {
    ...SMALL_PACK,
    [RULES]: '',
    'rules/other.yaml': `# moved\n${SMALL_PACK[RULES]!.replace('links.count > 0 &&\n', 'links.count > 0 &&   # first\n').replace(' # first', '')}`,
  }
  expect(sentences(rewritten)).toEqual([])
})

test.each([
  [
    'a mode',
    changed(RULES, '  when: insults', '  mode: canary 5%\n  when: insults'),
    'Rule chat.insult: mode from live to canary 5%.',
  ],
  [
    'a condition',
    changed(RULES, 'insults.count > 0', 'insults.count > 1'),
    'Rule chat.insult: condition from `insults.count > 0` to `insults.count > 1`.',
  ],
  [
    'a verdict and effects',
    changed(
      RULES,
      '{ verdict: hold, job: default, enforcement: { name: mute, for: 10m } }',
      '{ verdict: block }',
    ),
    'Rule chat.new_account_links: verdict from hold to block; effects from job in default, mute for 10m to none.',
  ],
  [
    'event types, worlds, an owner',
    changed(
      RULES,
      'on: [chat.message, direct.message]',
      'on: chat.message\n  worlds: [plaza]\n  owner: mina',
    ),
    'Rule chat.insult: event types from chat.message, direct.message to chat.message; worlds from all to plaza; owner set to mina.',
  ],
  [
    'a rule added',
    {
      ...SMALL_PACK,
      'rules/new.yaml':
        '- { id: chat.new, policy: spam.links, on: chat.message, when: links.count > 3, then: { verdict: block }, mode: shadow }\n',
    },
    'Rule chat.new is added: mode shadow, condition `links.count > 3`, verdict block, event types chat.message.',
  ],
  [
    'terms of a bank',
    changed('banks/insults_en.txt', 'clodpole', 'clodpoll\nblockhead'),
    'Bank insults_en: terms from 3 to 4; 2 terms added, 1 term removed.',
  ],
  [
    'as many terms of a bank',
    changed('banks/insults_en.txt', 'clodpole', 'clodpoll'),
    'Bank insults_en: 1 term added, 1 term removed.',
  ],
  [
    'an exception of a bank',
    changed('banks/insults_en.yaml', 'terms_file', 'except: [clodpole lane]\nterms_file'),
    'Bank insults_en: exceptions set to 1; 1 exception added.',
  ],
  [
    'a policy whose version rises',
    changed('policies/all.yaml', 'version: 3\n  severity: S3', 'version: 4\n  severity: S2'),
    'Policy harassment.insult: version from 3 to 4; severity from S3 to S2.',
  ],
  [
    'a policy whose version stays',
    changed('policies/all.yaml', 'Please be kind.', 'Be kind.'),
    'Policy harassment.insult: notice (en) from `Please be kind.` to `Be kind.`; its version stays 3, so decisions before and after cannot be told apart by it.',
  ],
  [
    'a feature',
    changed('haechi.yaml', 'max: 100 }', 'max: 200 }'),
    'Feature chat.message/level: max from 100 to 200.',
  ],
  [
    'a derived name',
    changed('haechi.yaml', 'event.time - account_created', 'event.received - account_created'),
    'Derived name chat.message/account_age: text from `event.time - account_created` to `event.received - account_created`.',
  ],
  [
    'a signal',
    changed(
      'haechi.yaml',
      'links: { kind: links, of: content }',
      'links: { kind: links, of: content, degrade: hold }',
    ),
    'Signal links: when it fails from open to hold.',
  ],
  [
    'a label',
    changed('labels.yaml', 'expires: 30d', 'expires: 7d'),
    'Label insulter: ends after from 30d to 7d.',
  ],
  [
    'an enforcement',
    changed('enforcements.yaml', 'for: 5m', 'for: 15m'),
    'Enforcement mute: ends after from 5m to 15m.',
  ],
  [
    'a queue',
    { ...SMALL_PACK, 'queues.yaml': `${SMALL_PACK['queues.yaml']}urgent: { description: At once }\n` },
    'Queue urgent is added.',
  ],
  [
    'a setting',
    changed('haechi.yaml', 'worlds: [plaza, school]', 'worlds: [plaza, school, beach]'),
    'Setting haechi.yaml: worlds from plaza, school to plaza, school, beach.',
  ],
])('%s is told in words', (_, files, sentence) => {
  expect(sentences(files)).toEqual([sentence])
})

test('a removed event type takes its features and rules along, each told once', () => {
  const files = changed(RULES, 'on: [chat.message, direct.message]', 'on: chat.message')
  const haechi = files['haechi.yaml']!
  const without =
    haechi.slice(0, haechi.indexOf('  direct.message:')) + haechi.slice(haechi.indexOf('signals:'))
  expect(sentences({ ...files, 'haechi.yaml': without })).toEqual([
    'Rule chat.insult: event types from chat.message, direct.message to chat.message.',
    'Event type direct.message is removed: content text.',
  ])
})

test('a counter that counts otherwise is counted anew, one that is only described otherwise is not', () => {
  const read = changed(RULES, 'insults.count > 0', 'msgs_1m > 5', {
    ...SMALL_PACK,
    'counters.yaml': COUNTERS,
    [RULES]: SMALL_PACK[RULES]!.replace('[chat.message, direct.message]', 'chat.message').replace(
      'verdict: mask',
      'verdict: hold',
    ),
  })
  const before = packOf(read)
  expect(sentences(read)).toContain(
    'Counter msgs_1m is added: kind count, window 1m, event types chat.message.',
  )
  const window = { ...read, 'counters.yaml': COUNTERS.replace('window: 1m', 'window: 2m') }
  expect(sentences(window, before)).toEqual(['Counter msgs_1m: window from 1m to 2m; so it is counted anew.'])
  const told = { ...read, 'counters.yaml': COUNTERS.replace(' }', ', description: Messages }') }
  expect(sentences(told, before)).toEqual(['Counter msgs_1m: description set to `Messages`.'])
})

test('the list has whole values where a sentence cuts them', () => {
  const long = Array.from({ length: 60 }, (_, i) => `level != ${i}`).join(' && ')
  const [change] = diffPacks(
    small,
    packOf(
      changed(RULES, 'insults.count > 0', `insults.count > 0 && ${long}`, {
        ...SMALL_PACK,
        [RULES]: SMALL_PACK[RULES]!.replace('[chat.message, direct.message]', 'chat.message'),
      }),
    ),
  )
  expect(change!.sentence).toContain('…')
  expect(change!.differences.find(({ what }) => what === 'condition')?.after).toContain('level != 59')
})
