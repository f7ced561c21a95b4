import { expect, test } from 'vitest'
import { runTests } from './run-tests.ts'
import { storiesOf, storyPack } from './story-pack.fixture.ts'

async function coverageOf(stories: string) {
  const pack = storyPack()
  const { coverage } = await runTests(pack, storiesOf(stories, pack), { coverage: true })
  return coverage!
}

const CALM = '  given: { signals: { tone: { score: 0.0 } } }\n'

test('without tests everything is left', async () => {
  const { percent, rules, outcomes, features, neverFired, neverGiven } = await coverageOf('')
  expect({ percent, rules, features }).toEqual({
    percent: 0,
    rules: { reached: 0, of: 4 },
    features: { reached: 0, of: 3 },
  })
  expect(outcomes.reached).toBe(0)
  expect(neverFired.map(({ rule }) => rule)).toEqual(['many', 'insult', 'tried', 'rude'])
  expect(neverGiven).toEqual([{ eventType: 'chat.message', features: ['text', 'level', 'created'] }])
})

test('rules that never fired, parts never both true and false, and features never given are named', async () => {
  const report = await coverageOf(`- test: a
${CALM}  story:
    - event: { type: chat.message, actor: account:a, data: { text: you dunderhead, level: 2 } }
    - event: { type: chat.message, actor: account:a, data: { text: you dear } }
`)
  expect(report.neverFired.map(({ rule, place }) => `${rule} ${place.line}`)).toEqual([
    'many 1',
    'tried 11',
    'rude 17',
  ])
  expect(
    report.oneSided.map(
      ({ rule, condition, never, whole }) => `${rule}${whole ? '*' : ''}: ${condition}: ${never}`,
    ),
  ).toEqual([
    "many*: has(actor) && sent_to_10m > 3 && !actor.labels.has('trusted'): true",
    'many: has(actor): false',
    'many: sent_to_10m > 3: true',
    "many: !actor.labels.has('trusted'): false",
    "many: actor.labels.has('trusted'): true",
    'insult: young: true',
    // In the second event it is unknown.
    'insult: level < 3: false',
    'tried*: text.size() > 20: true',
    'rude*: tone.score > 0.9: true',
  ])
  expect(report.neverGiven).toEqual([{ eventType: 'chat.message', features: ['created'] }])
  expect(report.rules).toEqual({ reached: 1, of: 4 })
  expect(report.features).toEqual({ reached: 2, of: 3 })
  const { outcomes, percent } = report
  expect(percent).toBe(Math.floor(((1 + 2 + outcomes.reached) / (4 + 3 + outcomes.of)) * 1000) / 10)
})

test('a rule in shadow that matches has fired, and an event in a world where a rule is not shows nothing of it', async () => {
  const report = await coverageOf(`- test: a
${CALM}  story:
    - event: { type: chat.message, world: school, data: { text: 'a text of more than twenty letters' } }
`)
  expect(report.neverFired.map(({ rule }) => rule)).toEqual(['many', 'insult', 'rude'])
  expect(report.oneSided.find(({ rule }) => rule === 'rude')!.never).toEqual(['true', 'false'])
})

test('looking on changes no decision', async () => {
  const pack = storyPack()
  const stories = storiesOf(
    `- test: a
${CALM}  story:
    - repeat: 5
      event: { type: chat.message, actor: account:a, target: 'account:t{i}', data: { text: hi } }
    - event: { type: chat.message, actor: account:a, target: account:t1, data: { text: hi } }
      expect: { fired: [many], counters: { sent_to_10m: 5 }, labels: { account:a: [spammer] } }
`,
    pack,
  )
  for (const coverage of [false, true]) {
    const { results } = await runTests(pack, stories, { coverage })
    expect(results[0]!.failures).toEqual([])
  }
})
