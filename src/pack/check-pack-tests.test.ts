import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { oneLine } from '../core/diagnostic.ts'
import { checkPack } from './check-pack.ts'
import { checkPackTests } from './check-pack-tests.ts'
import { packSchemas } from './json-schemas.ts'
import { SMALL_PACK } from './small-pack.fixture.ts'

const STORY = `- test: an insult and then a link
  at: 2026-03-01T12:00:00+09:00
  as: live
  given:
    labels: [{ entity: account:u1, label: insulter, for: 1h }]
  story:
    - event: { type: chat.message, actor: account:u1, target: account:u2, data: { text: you dunderhead } }
      expect:
        verdict: mask
        fired: [chat.insult]
        not: [chat.new_account_links]
        effects: [{ kind: label, label: insulter, target: account:u1, policy: harassment.insult }]
        counters: { sent_1m: 1 }
        labels: { account:u1: [insulter] }
        masked: you **********
    - wait: 90s
    - repeat: 3
      every: 1s
      event: { type: direct.message, actor: 'account:v{i}', data: { text: 'hello {i}' } }
    - at: 2026-03-01T13:00:00Z
    - unlabel: { entity: account:u1, label: insulter }
`
const FILES = {
  ...SMALL_PACK,
  'counters.yaml': 'sent_1m: { count: true, by: actor, on: chat.message, window: 1m }\n',
  'tests/chat.yaml': STORY,
}
const PACK = checkPack(FILES).pack!

const told = (from: string, to: string) => {
  if (!STORY.includes(from)) throw new Error(`no "${from}" in the story`)
  return checkPackTests({ ...FILES, 'tests/chat.yaml': STORY.replace(from, () => to) }, PACK).diagnostics.map(
    oneLine,
  )
}

test('a story is resolved, each step and expectation with its place', () => {
  const { tests, diagnostics } = checkPackTests(FILES, PACK)
  expect(diagnostics).toEqual([])
  expect(tests).toHaveLength(1)
  const [{ name, atMs, as, labels, steps }] = tests as [(typeof tests)[0]]
  expect({ name, atMs, as }).toEqual({
    name: 'an insult and then a link',
    atMs: Date.UTC(2026, 2, 1, 3),
    as: 'live',
  })
  expect(labels).toEqual([{ op: 'set', entity: 'account:u1', label: 'insulter', forMs: 3_600_000 }])
  expect(steps.map(({ kind, place }) => `${kind} ${place.line}`)).toEqual([
    'event 7',
    'wait 16',
    'event 17',
    'clock 20',
    'label 21',
  ])
  const [first, , repeated] = steps
  expect(
    first!.kind === 'event' && first!.expectations.map(({ kind, place }) => `${kind} ${place.line}`),
  ).toEqual(['verdict 9', 'fired 10', 'not 11', 'effect 12', 'counter 13', 'labels 14', 'masked 15'])
  expect(repeated).toMatchObject({ times: 3, everyMs: 1000, numbered: true })
})

describe('each mistake is told once, at its place, with the way out', () => {
  const cases: [string, string, string, RegExp][] = [
    ['key', 'expect:', 'expects:', /^tests\/chat\.yaml:8:7: unknown key "expects"; did you mean "expect"\?$/],
    [
      'key of an expectation',
      'verdict: mask',
      'verdct: mask',
      /:9:9: unknown key "verdct"; did you mean "verdict"\?/,
    ],
    [
      'rule',
      'fired: [chat.insult]',
      'fired: [chat.insutl]',
      /:10:17: unknown rule "chat\.insutl"; did you mean "chat\.insult"\?/,
    ],
    [
      'event type',
      'type: chat.message',
      'type: chat.mesage',
      /:7:22: unknown event type "chat\.mesage"; did you mean "chat\.message"\?/,
    ],
    [
      'feature',
      'data: { text: you',
      'data: { txet: x, text: you',
      /:7:\d+: "txet" is no feature of "chat\.message"; did you mean "text"\?/,
    ],
    [
      'feature that is required',
      "data: { text: 'hello {i}' }",
      'data: {}',
      /:19:14: "direct\.message" needs text; add data: \{ text: … \}/,
    ],
    [
      'kind of actor',
      'actor: account:u1, target',
      'actor: room:r1, target',
      /:7:\d+: the actor of "chat\.message" is never a room; write account:…/,
    ],
    [
      'entity',
      'actor: account:u1, target',
      'actor: u1, target',
      /:7:\d+: "actor" is not right; expected kind:id/,
    ],
    ['counter', 'sent_1m: 1', 'sent_1n: 1', /:13:\d+: unknown counter "sent_1n"; did you mean "sent_1m"\?/],
    ['label', '[insulter]', '[insultor]', /:14:\d+: unknown label "insultor"; did you mean "insulter"\?/],
    [
      'label that is given',
      'label: insulter, for: 1h',
      'label: insultr, for: 1h',
      /:5:\d+: unknown label "insultr"/,
    ],
    [
      'kind of whom a label stands on',
      'entity: account:u1, label: insulter, for',
      'entity: room:r1, label: insulter, for',
      /:5:\d+: the label "insulter" stands on account, and this is a room; write account:…/,
    ],
    [
      'policy',
      'policy: harassment.insult',
      'policy: harassment.insutl@3',
      /:12:\d+: unknown policy "harassment\.insutl"; did you mean "harassment\.insult"\?/,
    ],
    [
      'time',
      'at: 2026-03-01T13:00:00Z',
      'at: tomorrow',
      /:20:11: "at" is not right; expected a time such as/,
    ],
    [
      'time before all',
      'at: 2026-03-01T12:00:00+09:00',
      'at: 1960-03-01T12:00:00Z',
      /:2:7: the clock of this test leaves the years/,
    ],
    [
      'time after all',
      'wait: 90s',
      'wait: 99999999d',
      /:16:7: the clock of this test leaves the years 2000 to 9000 here/,
    ],
    [
      'length of time',
      'wait: 90s',
      'wait: 90 seconds',
      /:16:13: "wait" is not right; expected a length of time/,
    ],
    ['verdict', 'verdict: mask', 'verdict: msak', /:9:18: "verdict" cannot be "msak"; did you mean "mask"\?/],
    [
      'two steps in one',
      '- wait: 90s',
      '- wait: 90s\n      unlabel: { entity: account:u1, label: insulter }',
      /:17:7: "wait" and "unlabel" are two steps; make two/,
    ],
    ['an empty step', '- wait: 90s', '- {}', /:16:7: this step does nothing; write one of event/],
    [
      'a key at the wrong step',
      '- wait: 90s',
      '- wait: 90s\n      expect: { verdict: mask }',
      /:17:7: "expect" belongs to an event/,
    ],
    ['every without repeat', '- repeat: 3\n      every', '- every', /:17:7: "every" needs "repeat"/],
    [
      'a rule that is not on the event type',
      'not: [chat.new_account_links]',
      'not: [chat.new_account_links]\n    - event: { type: direct.message, data: { text: x } }\n      expect:\n        not: [chat.new_account_links]',
      /:14:15: the rule "chat\.new_account_links" is not on direct\.message, so it never fires there; expect it after chat\.message/,
    ],
    [
      'a computed signal',
      '  story:',
      '    signals: { insults: { count: 3 } }\n  story:',
      /:6:16: the signal "insults" is computed from the event/,
    ],
    [
      'two tests of one name',
      '- test:',
      '- test: an insult and then a link\n  story: [{ wait: 1s }]\n- test:',
      /:3:9: test "an insult and then a link" is declared twice/,
    ],
  ]
  test.each(cases)('%s', (_, from, to, expected) => {
    const lines = told(from, to)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(expected)
  })
})

test('a file of tests that is no YAML list, or no YAML at all, is told as one', () => {
  const list = (text: string, path = 'tests/chat.yaml') =>
    checkPackTests({ ...SMALL_PACK, [path]: text }, PACK).diagnostics.map(oneLine)
  expect(list('test: x')).toEqual([
    'tests/chat.yaml:1:1: a file of tests is a list; start each item with "- test: …"',
  ])
  expect(list('- test: [').some((line) => /^tests\/chat\.yaml:\d+:\d+: not valid YAML/.test(line))).toBe(true)
  expect(list('', 'tests/notes.txt')).toEqual([
    'tests/notes.txt:1:1: warning: nothing reads this file; tests are lists in files that end in .yaml',
  ])
})

test('the JSON Schema for editors takes a story and refuses a misspelt key', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const schema = packSchemas()['tests.schema.json'] as object
  expect(ajv.validate(schema, parse(STORY))).toBe(true)
  expect(ajv.validate(schema, parse(STORY.replace('expect:', 'expects:')))).toBe(false)
})

test('no file of tests makes the checker fail', () => {
  const word = fc.constantFrom(
    'test',
    'story',
    'event',
    'expect',
    'type',
    'data',
    'wait',
    'at',
    'label',
    'labels',
    'repeat',
    'fired',
    'chat.message',
    'account:u1',
    '1s',
    '2026-01-01T00:00:00Z',
    'x',
  )
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      word,
      fc.constantFrom(null, 0, 1, -1, true, 1e308),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(word, tie('node'), { maxKeys: 5 }),
    ),
  }))
  fc.assert(
    fc.property(node, (value) => {
      const text = JSON.stringify([{ test: 'a', story: [value] }, value])
      const { diagnostics } = checkPackTests({ ...FILES, 'tests/a.yaml': text }, PACK)
      for (const { place } of diagnostics) expect(place.line).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
})
