import { expect, test } from 'vitest'
import { runTests } from './run-tests.ts'
import { storiesOf, storyPack } from './story-pack.fixture.ts'

/** What of a story is not as expected: the line, what was expected, what came, and why. */
async function failuresOf(story: string, as?: 'live'): Promise<string[]> {
  const pack = storyPack()
  const { results } = await runTests(pack, storiesOf(`- test: a story\n${story}`, pack), as ? { as } : {})
  return results.flatMap(({ failures }) =>
    failures.map(({ step, repetition, place, expected, got, why }) =>
      [
        `${place.line} step ${step}${repetition === undefined ? '' : `.${repetition}`}`,
        expected,
        got,
        ...why.map((line) => line.trimEnd()),
      ].join(' | '),
    ),
  )
}

const said = (rest: string) =>
  `    - event: { type: chat.message, actor: account:a, data: { text: hi${rest} } }\n`

test('a story passes when everything is as expected: verdicts, rules, effects, counters, labels, masks, the clock', async () => {
  expect(
    await failuresOf(`  at: 2026-03-01T00:00:00Z
  story:
    - repeat: 3
      every: 1m
      event: { type: chat.message, actor: account:a, target: 'account:t{i}', data: { text: 'hi {i}' } }
      expect: { verdict: allow, fired: [], unknown: [rude], labels: { account:a: [] } }
    - wait: 1m
    - event: { type: chat.message, actor: account:a, target: account:t4, data: { text: hi } }
      expect:
        verdict: hold
        fired: [many]
        includes: [many]
        not: [insult, tried]
        shadow: []
        counters: { sent_to_10m: 4 }
        labels: { account:a: [spammer] }
        effects:
          - { kind: label, target: account:a, until: 2026-03-01T01:03:00Z, policy: p.one }
          - { kind: job, queue: default, policy: p.one@2 }
    - wait: 50m
    - event: { type: chat.message, actor: account:a, target: account:t4, data: { text: hi } }
      expect: { fired: [], counters: { sent_to_10m: 1 }, labels: { account:a: [spammer] } }
    - event: { type: chat.message, data: { text: nobody said this } }
      expect: { counters: { sent_to_10m: null } }
    - at: 2026-03-01T02:00:00Z
    - event: { type: chat.message, actor: account:b, data: { text: you dunderhead, created: '2026-03-01T00:00:00Z' } }
      expect: { verdict: hold, fired: [insult], counters: { sent_to_10m: 0 }, labels: { account:a: [] } }
`),
  ).toEqual([
    // The signal that asks elsewhere was not given, so it failed and its rule held the event.
    '7 step 1.1 | verdict allow | hold',
    '7 step 1.2 | verdict allow | hold',
    '7 step 1.3 | verdict allow | hold',
  ])
})

test('answers of other services are given, to a test or to a step; nothing outside is asked', async () => {
  expect(
    await failuresOf(`  given: { signals: { tone: { score: 0.1, label: calm } } }
  story:
${said('')}      expect: { verdict: allow, unknown: [] }
${said('')}      signals: { tone: { score: 0.95, label: angry } }
      expect: { verdict: nudge, fired: [rude] }
${said('')}      expect: { verdict: allow }
    - event: { type: chat.message, world: school, data: { text: hi } }
      signals: { tone: { score: 0.95, label: angry } }
      expect: { verdict: allow, fired: [] }
`),
  ).toEqual([])
})

test('labels are given before, set and taken off by hand, and end', async () => {
  const flood = `    - repeat: 4
      event: { type: chat.message, actor: account:a, target: 'account:t{i}', data: { text: hi } }
`
  const given =
    '  given: { signals: { tone: { score: 0.0 } }, labels: [{ entity: account:a, label: trusted }] }\n'
  expect(
    await failuresOf(
      `${given}  story:\n${flood}      expect: { fired: [], labels: { account:a: [trusted] } }\n`,
    ),
  ).toEqual([])
  expect(
    await failuresOf(`${given}  story:
    - unlabel: { entity: account:a, label: trusted }
    - label: { entity: account:b, label: spammer, for: 2h }
    - label: { entity: account:c, label: spammer }
    - wait: 90m
    - event: { type: chat.message, actor: account:a, data: { text: hi } }
      expect: { labels: { account:a: [], account:b: [spammer], account:c: [] } }
`),
  ).toEqual([])
})

test('what is not as expected is told with its place, what came, and which part kept the rule from firing', async () => {
  expect(
    await failuresOf(`  given: { signals: { tone: { score: 0.0 } } }
  story:
    - event: { type: chat.message, actor: account:a, target: account:t, data: { text: you dunderhead, level: 5 } }
      expect:
        verdict: hold
        fired: [many, insult]
        effects: [{ kind: job }]
        counters: { sent_to_10m: 2 }
        labels: { account:a: [spammer] }
        masked: you **********
    - event: { type: chat.message, data: { text: you dunderhead, created: '2025-12-31T23:00:00Z' } }
      expect: { fired: [], includes: [tried], not: [insult] }
`),
  ).toEqual([
    '6 step 1 | verdict hold | allow',
    '7 step 1 | fired exactly many, insult | nothing | many did not: |   sent_to_10m > 3 is false (sent_to_10m = 1) | insult did not: |   young || has(data.level) && level < 3 is false |     young is false |       has(data.created) is false |     has(data.level) && level < 3 is false |       level < 3 is false (level = 5)',
    '8 step 1 | effect job | nothing',
    '9 step 1 | sent_to_10m = 2 | 1',
    '10 step 1 | account:a bears spammer | nothing',
    '11 step 1 | masked as "you **********" | nothing masked',
    '13 step 2 | fired exactly nothing | insult | insult matched (mask); it saw insults.count = 1, young = true',
    '13 step 2 | fired at least tried | insult | tried did not: |   text.size() > 20 is false (text.size() = 14)',
    '13 step 2 | none of insult | insult | insult matched (mask); it saw insults.count = 1, young = true',
  ])
})

test('a rule in shadow matches without force, and has it when the test, or whoever runs it, says so', async () => {
  const story = (as: string, expect: string) =>
    `${as}  given: { signals: { tone: { score: 0.0 } } }\n  story:\n${said(' there and how are you today')}      expect: ${expect}\n`
  expect(await failuresOf(story('', '{ verdict: allow, fired: [], shadow: [tried] }'))).toEqual([])
  expect(await failuresOf(story('  as: live\n', '{ verdict: block, fired: [tried], shadow: [] }'))).toEqual(
    [],
  )
  expect(await failuresOf(story('', '{ verdict: block, fired: [tried] }'), 'live')).toEqual([])
  expect(await failuresOf(story('  as: written\n', '{ verdict: allow, shadow: [tried] }'), 'live')).toEqual(
    [],
  )
  expect(await failuresOf(story('', '{ fired: [tried] }'))).toEqual([
    '5 step 1 | fired exactly tried | nothing | tried did not: |   its condition is true, and it is in shadow: expect it under `shadow`, or say `as: live`',
  ])
  expect(await failuresOf(story('  as: live\n', '{ shadow: [tried] }'))).toEqual([
    '6 step 1 | without force exactly tried | nothing | tried fired, and has force',
  ])
})

test('an event that does not fit the pack is told as such, and an undecided rule with what was missing', async () => {
  expect(await failuresOf(`  story:\n    - event: { type: chat.message, data: { text: 5 } }\n`)).toEqual([
    '3 step 1 | an event that fits the pack | data.text is no string; send text in quotes',
  ])
  expect(await failuresOf(`  story:\n${said('')}      expect: { fired: [rude] }\n`)).toEqual([
    '4 step 1 | fired exactly rude | nothing | rude could not be decided: |   tone.score > 0.9 is unknown (tone)',
  ])
})

test('a label that the decision itself sets is not seen by its own rules when they are explained', async () => {
  const pack = storyPack(`- id: first
  policy: p.one
  on: chat.message
  when: has(actor) && !actor.labels.has('spammer')
  then: { label: { name: spammer } }
- id: second
  policy: p.one
  on: chat.message
  when: text.size() > 50 || has(actor) && actor.labels.has('spammer')
  then: { verdict: block }
`)
  const tests = storiesOf(
    `- test: a\n  story:\n${said('')}      expect: { fired: [first, second], labels: { account:a: [spammer] } }\n`,
    pack,
  )
  const { results } = await runTests(pack, tests)
  expect(results[0]!.failures.map(({ why }) => why)).toEqual([
    [
      'second did not:',
      '  text.size() > 50 is false (text.size() = 2)',
      "  has(actor) && actor.labels.has('spammer') is false",
      "    actor.labels.has('spammer') is false",
    ],
  ])
})

test('each test starts from an empty memory, and gives the same each time', async () => {
  const pack = storyPack()
  const text = `- test: a
  given: { signals: { tone: { score: 0.0 } } }
  story:
    - repeat: 4
      event: { type: chat.message, actor: account:a, target: 'account:t{i}', data: { text: hi } }
    - event: { type: chat.message, actor: account:a, target: account:t9, data: { text: hi } }
      expect: { counters: { sent_to_10m: 5 }, labels: { account:a: [spammer] } }
`
  const stories = storiesOf(text + text.replace('test: a', 'test: b'), pack)
  const first = await runTests(pack, stories)
  expect(first.results.map(({ failures, events }) => [failures, events])).toEqual([
    [[], 5],
    [[], 5],
  ])
  expect(await runTests(pack, stories)).toEqual(first)
})

test('a test that has failed ten times is given up; a run that is stopped ends between tests', async () => {
  const pack = storyPack()
  const stories = storiesOf(
    `- test: a
  story:
    - repeat: 50
      event: { type: chat.message, data: { text: hi } }
      expect: { verdict: block }
- test: b
  story: [{ wait: 1s }]
`,
    pack,
  )
  const stop = new AbortController()
  const seen: string[] = []
  const { results } = await runTests(pack, stories, {
    stop: stop.signal,
    onTest: ({ name }) => {
      seen.push(name)
      stop.abort()
    },
  })
  expect(seen).toEqual(['a'])
  expect(results.map(({ failures, events }) => [failures.length, events])).toEqual([[10, 10]])
})

test('an event sent again is not counted again, and its rules are explained all the same', async () => {
  const again = (target: string) =>
    `    - event: { type: chat.message, id: e1, actor: account:a, target: account:${target}, data: { text: hi } }\n`
  expect(
    await failuresOf(`  given: { signals: { tone: { score: 0.0 } } }
  story:
${again('t1')}${again('t1')}      expect: { counters: { sent_to_10m: 1 }, fired: [many] }
`),
  ).toEqual([
    '6 step 2 | fired exactly many | nothing | many did not: |   sent_to_10m > 3 is false (sent_to_10m = 1)',
  ])
})

test('an answer of another form than the signal has is a mistake of the test', () => {
  const told = (answer: string) => {
    try {
      storiesOf(`- test: a\n  given: { signals: { tone: ${answer} } }\n  story: [{ wait: 1s }]\n`)
    } catch (fault) {
      return (fault as Error).message
    }
    return undefined
  }
  expect(told('{ score: 0.5 }')).toBeUndefined()
  expect(told('0.5')).toBe(
    'tests/a.yaml:2:23: this signal answers with fields; write { score: double, label: string }',
  )
  expect(told('{ scroe: 0.5 }')).toBe(
    'tests/a.yaml:2:31: this signal has no field "scroe"; did you mean "score"?',
  )
  expect(told('{ score: high }')).toBe(
    'tests/a.yaml:2:31: "score" is a double; write { score: double, label: string }',
  )
})
