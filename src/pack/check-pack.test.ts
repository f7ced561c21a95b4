import { describe, expect, test } from 'vitest'
import { oneLine } from '../core/diagnostic.ts'
import { checkPack } from './check-pack.ts'
import type { PackFiles } from './pack.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

const told = (files: PackFiles) => checkPack(files).diagnostics.map(oneLine)

test('a right pack checks without a word, and everything in it is resolved', () => {
  const { pack, diagnostics } = checkPack(SMALL_PACK)
  expect(diagnostics.map(oneLine)).toEqual([])
  expect(pack?.id).toMatch(/^r-[0-9a-f]{16}$/)
  const [insult, links] = pack!.rules
  expect([...insult!.irs.keys()]).toEqual(['chat.message', 'direct.message'])
  expect(insult!.effects).toEqual([
    { kind: 'label', label: 'insulter', on: 'actor', forMs: 7 * 86_400_000 },
    { kind: 'strike', on: 'actor', weight: 2 },
    { kind: 'notice', on: 'actor' },
  ])
  expect(links!.mode).toEqual({ kind: 'live' })
  expect(pack!.banks.get('insults_en')?.terms).toEqual([
    'dunderhead',
    { term: 'nincompoop', match: 'substring' },
    'clodpole',
  ])
  expect(pack!.eventTypes.get('chat.message')?.scope.names.get('account_age')).toMatchObject({
    type: { kind: 'duration' },
    optional: true,
  })
})

test('the id changes with any byte of any file but tests, which decide nothing', () => {
  const other = checkPack(changed('banks/insults_en.txt', 'clodpole', 'clodpoll')).pack
  expect(other?.id).not.toBe(checkPack(SMALL_PACK).pack?.id)
  const tested = checkPack({ ...SMALL_PACK, 'tests/chat.yaml': 'broken: [' })
  expect(tested.diagnostics).toEqual([])
  expect(tested.pack?.id).toBe(checkPack(SMALL_PACK).pack?.id)
})

describe('each mistake is told once, at its place, with the way out', () => {
  const cases: [string, PackFiles, RegExp][] = [
    [
      'unknown key',
      changed('rules/chat.yaml', 'unknown: hold', 'unknwon: hold'),
      /^rules\/chat\.yaml:18:3: unknown key "unknwon"; did you mean "unknown"\?$/,
    ],
    [
      'unknown nested key',
      changed('rules/chat.yaml', '{ name: mute, for', '{ name: mute, fro'),
      /^rules\/chat\.yaml:17:67: unknown key "fro"; did you mean "for"\?$/,
    ],
    [
      'missing key',
      changed('rules/chat.yaml', '  policy: spam.links\n', ''),
      /rules\/chat\.yaml:10:3: "policy" is missing/,
    ],
    [
      'unknown policy',
      changed('rules/chat.yaml', 'policy: spam.links', 'policy: spam.linsk'),
      /rules\/chat\.yaml:11:11: unknown policy "spam\.linsk"; did you mean "spam\.links"\?/,
    ],
    [
      'unknown event type',
      changed('rules/chat.yaml', 'on: chat.message', 'on: chat.mesage'),
      /:12:7: unknown event type "chat\.mesage"; did you mean "chat\.message"\?/,
    ],
    [
      'unknown queue',
      changed('rules/chat.yaml', 'job: default', 'job: defalt'),
      /:17:31: unknown queue "defalt"; did you mean "default"\?/,
    ],
    [
      'unknown label',
      changed('rules/chat.yaml', 'name: insulter', 'name: insultor'),
      /:7:20: unknown label "insultor"; did you mean "insulter"\?/,
    ],
    [
      'unknown enforcement',
      changed('rules/chat.yaml', 'name: mute', 'name: muted'),
      /unknown enforcement "muted"; did you mean "mute"\?/,
    ],
    [
      'unknown bank',
      changed('haechi.yaml', 'banks: [insults_en]', 'banks: [insults_ne]'),
      /haechi\.yaml:26:\d+: unknown bank "insults_ne"; did you mean "insults_en"\?/,
    ],
    [
      'unknown kind of signal',
      changed('haechi.yaml', 'kind: links', 'kind: link'),
      /unknown kind of signal "link"; did you mean "links"\?/,
    ],
    [
      'unknown type',
      changed(
        'haechi.yaml',
        'type: string, required: true, max: 200',
        'type: strng, required: true, max: 200',
      ),
      /"strng" is no type; did you mean "string"\?/,
    ],
    [
      'unknown content',
      changed('haechi.yaml', 'content: text', 'content: txet'),
      /haechi\.yaml:11:14: content names "txet".*did you mean "text"\?/,
    ],
    [
      'bad mode',
      changed('rules/chat.yaml', 'unknown: hold', 'mode: canary'),
      /:18:9: "mode" is not right; expected shadow, live, or canary/,
    ],
    [
      'bad value',
      changed('rules/chat.yaml', 'verdict: mask', 'verdict: msak'),
      /:6:14: "verdict" cannot be "msak"; did you mean "mask"\?/,
    ],
    [
      'bad length of time',
      changed('labels.yaml', '30d', '30 days'),
      /labels\.yaml:1:\d+: "expires" is not right; expected a length of time/,
    ],
    [
      'duplicate key',
      changed('queues.yaml', 'default:', 'default: { description: x }\ndefault:'),
      /queues\.yaml:2:1: the key "default" stands here twice/,
    ],
    [
      'broken YAML',
      changed('rules/chat.yaml', 'unknown: hold', 'mode: canary: 5%'),
      /:18:9: not valid YAML.*canary 5%/,
    ],
    [
      'alias',
      changed('rules/chat.yaml', 'on: chat.message', 'on: *x'),
      /an alias is not allowed|unresolved alias/i,
    ],
    [
      'forbidden key',
      changed('queues.yaml', 'default:', '__proto__: { description: x }\ndefault:'),
      /queues\.yaml:1:1: the key "__proto__" is not allowed/,
    ],
    [
      'reserved name',
      changed('haechi.yaml', 'level: {', 'event: {'),
      /"event" is a word of the rule language/,
    ],
    [
      'limits',
      changed('haechi.yaml', 'min: 0, max: 100', 'min: 9, max: 1'),
      /haechi\.yaml:16:\d+: min is above max/,
    ],
    [
      'label on the wrong kind',
      changed('labels.yaml', 'on: account', 'on: room'),
      /label "insulter" stands on room, and the actor of "chat\.message" is never one/,
    ],
    [
      'long term',
      changed('banks/insults_en.txt', 'clodpole', 'x'.repeat(300)),
      /banks\/insults_en\.txt:2:1: the term has 300 characters/,
    ],
    [
      'missing list',
      changed('banks/insults_en.yaml', 'insults_en.txt', 'insult_en.txt'),
      /no file "insult_en\.txt".*did you mean "insults_en\.txt"\?/,
    ],
    [
      'unused text',
      changed('rules/chat.yaml', '&& level < 10', ''),
      /^haechi\.yaml:16:7: warning: no rule uses the feature "level"/,
    ],
    [
      'missing language',
      changed('policies/all.yaml', 'title: { en: Links, ko: 링크 }', 'title: { en: Links }'),
      /warning: no title in ko; add ko: …/,
    ],
    ['stray file', { ...SMALL_PACK, 'rule.yaml': '' }, /^rule\.yaml:1:1: warning: nothing reads this file/],
  ]
  test.each(cases)('%s', (_name, files, expected) => {
    const lines = told(files)
    expect(lines.filter((line) => expected.test(line))).toHaveLength(1)
    if (!expected.source.includes('warning')) expect(checkPack(files).pack).toBeUndefined()
  })
})

describe('a mistake in a condition stands at its own place, however the text is written', () => {
  const condition = (written: string) => changed('rules/chat.yaml', 'insults.count > 0', written)
  test.each([
    ['plain', 'insult.count > 0', ':4:9:'],
    ['double quotes', '"1 > 0 &&\\u0020insult.count > 0"', ':4:24:'],
    ['single quotes', "'level == 1 && insult.count > 0'", ':4:24:'],
    ['literal block', '|\n    links.count > 0 &&\n      insult.count > 0', ':6:7:'],
    ['folded block', '>- # note\n    links.count > 0\n    && insult.count > 0', ':6:8:'],
    ['plain over two lines', 'links.count > 0\n    && insult.count > 0', ':5:8:'],
  ])('%s', (_name, written, place) => {
    const unknown = checkPack(condition(written)).diagnostics.filter((one) => /insult\b/.test(one.message))
    expect(unknown).toHaveLength(1)
    expect(oneLine(unknown[0]!)).toContain(`rules/chat.yaml${place}`)
    expect(unknown[0]!.wayOut).toContain('insults')
  })
})

test('a type error names where the feature was declared', () => {
  const { diagnostics } = checkPack(changed('rules/chat.yaml', 'level < 10', 'level < "10"'))
  const places = diagnostics
    .flatMap((one) => one.related ?? [])
    .map(({ place }) => `${place.file}:${place.line}`)
  expect(places).toContain('haechi.yaml:16')
})

test('every mistake is reported at once, sorted by place', () => {
  const files = changed(
    'rules/chat.yaml',
    'job: default',
    'job: nobody',
    changed('haechi.yaml', 'kind: links', 'kind: lniks'),
  )
  const places = checkPack(files).diagnostics.map((one) => one.place.file)
  expect(new Set(places)).toEqual(new Set(['haechi.yaml', 'rules/chat.yaml']))
  expect(places).toEqual([...places].sort())
})

test('a rule declared twice names the first place', () => {
  const files = { ...SMALL_PACK, 'rules/z.yaml': SMALL_PACK['rules/chat.yaml']! }
  const twice = checkPack(files).diagnostics.filter((one) => one.code === 'duplicate-name')
  expect(twice.map((one) => [one.place.file, one.related?.[0]?.place.file])).toEqual([
    ['rules/z.yaml', 'rules/chat.yaml'],
    ['rules/z.yaml', 'rules/chat.yaml'],
  ])
})

test('two rules with one condition are pointed out', () => {
  const more =
    '- { id: again, policy: spam.links, on: direct.message, when: insults.count  >  0, then: { verdict: nudge } }\n'
  expect(told({ ...SMALL_PACK, 'rules/more.yaml': more })).toEqual([
    expect.stringMatching(
      /^rules\/more\.yaml:1:\d+: warning: the rule "again" has the same condition as "chat\.insult"/,
    ),
  ])
})

test('a pack without haechi.yaml says how to get one', () => {
  expect(told({})).toEqual([
    'haechi.yaml:1:1: the pack has no haechi.yaml; write a starter pack with `haechi init DIR`',
  ])
})

test('a mistake of form in a rule does not hide those in its names and its condition', () => {
  const files = {
    ...SMALL_PACK,
    'rules/broken.yaml': `- id: broken
  policy: spam.linsk
  on: chat.mesage
  when: 'true'
  then: { verdict: nudg, job: nowhere }
- id: broken2
  policy: spam.links
  on: chat.message
  when: zork.count > 0
  then: { verdict: nudge }
  mode: canary 5
`,
  }
  const lines = told(files)
  for (const said of [
    /unknown policy "spam\.linsk"/,
    /unknown event type "chat\.mesage"/,
    /nudg"/,
    /nowhere/,
    /zork/,
    /canary/,
  ])
    expect(lines.filter((line) => line.startsWith('rules/broken') && said.test(line))).toHaveLength(1)
})
