import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import { rule, withModels } from './models-pack.fixture.ts'

const LAB = 'abuse: { kind: lab, task: chat_abuse, labels: [insult] }\n'
const ENFORCEMENTS = {
  'enforcements.yaml':
    'mute: { on: account, description: Cannot speak., for: 1h }\nban: { on: account, description: Gone. }\n',
  'queues.yaml': 'default: { description: All., default: true }\n',
}

const errors = (when: string, then: string, more = '') =>
  checkPack(withModels(LAB, rule('x', when, then, more), ENFORCEMENTS))
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message, wayOut }) => `${code}: ${message}; ${wayOut}`)

test('a model of the lab has a score for each label, and says what it may do', () => {
  const { pack, diagnostics } = checkPack(withModels(LAB, rule('x', 'model.abuse.act')))
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(pack!.signals.get('model.abuse')).toMatchObject({
    ...{ kind: 'lab', cost: 'dear', degrade: 'open' },
    model: { labels: ['violates', 'insult'] },
    type: {
      fields: {
        ...{ violates: { kind: 'double' }, insult: { kind: 'double' } },
        ...{ rank: { kind: 'bool' }, act: { kind: 'bool' }, act_for_good: { kind: 'bool' } },
      },
    },
  })
})

test.each([
  ['model.abuse.violates > 0.9', '{ verdict: hold }', ', mode: shadow'],
  ['model.abuse.rank', '{ job: default }', ''],
  ['model.abuse.act', '{ job: default, verdict: hold, notice: true }', ''],
  ['model.abuse.act', '{ enforcement: { name: mute } }', ''],
  ['model.abuse.act', '{ enforcement: { name: ban, for: 3d } }', ''],
  ['model.abuse.act_for_good', '{ strike: true, enforcement: { name: ban } }', ''],
  ['has(model.abuse.violates) && model.abuse.act', '{ verdict: hold }', ''],
])('%s may ask for %s%s', (when, then, more) => {
  expect(errors(when, then, more)).toEqual([])
})

test.each([
  [
    'model.abuse.violates > 0.9',
    '{ job: default }',
    '',
    /is a score.*model\.abuse\.rank, or set mode: shadow/,
  ],
  ['model.abuse.insult > 0.9', '{ verdict: hold }', ", mode: 'canary 5%'", /is a score/],
  ['model.abuse.rank', '{ verdict: hold }', '', /not enough for the verdict hold.*model\.abuse\.act/],
  ['model.abuse.rank', '{ job: default }', ', unknown: hold', /not enough for `unknown: hold`/],
  ['model.abuse.act', '{ strike: true }', '', /not enough for a strike.*act_for_good/],
  ['model.abuse.act', '{ enforcement: { name: ban } }', '', /ban without an end/],
  ['model.abuse.act && model.abuse.rank', '{ verdict: hold }', '', /"model\.abuse\.rank" is not enough/],
])('%s may not ask for %s%s', (when, then, more, says) => {
  expect(errors(when, then, more)).toEqual([expect.stringMatching(says)])
})

test('what a model may do is no category', () => {
  const { diagnostics } = checkPack(withModels('abuse: { kind: lab, task: t, labels: [rank] }\n', ''))
  expect(diagnostics.map(({ wayOut }) => wayOut).join()).toMatch(/not categories/)
})
