import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import { rule, withModels } from './models-pack.fixture.ts'
import { type RegistryEntry, registry, unusedParts } from './registry.ts'
import { SMALL_PACK } from './small-pack.fixture.ts'

const files = {
  ...SMALL_PACK,
  'counters.yaml': `links_10m: { count: true, by: actor, on: chat.message, window: 10m, where: links.count > 0 && level < 9 }
unread_1h: { count: true, by: actor, on: chat.message, window: 1h }
`,
  'labels.yaml': `${SMALL_PACK['labels.yaml']}trusted: { on: account, description: Known well, connotation: positive, manual: true }\nlonely: { on: account, description: Nobody, connotation: neutral }\n`,
  'queues.yaml': `${SMALL_PACK['queues.yaml']}idle: { description: Nobody }\n`,
  'rules/more.yaml': `- id: chat.links_often
  policy: spam.links
  on: chat.message
  when: links_10m > 5 && !actor.labels.has('trusted') && has(data.level) && account_age < duration('1h')
  then: { verdict: hold, unlabel: { name: insulter } }
`,
}
const { pack, diagnostics } = checkPack(files)
const entries = registry(pack!)
const entry = (part: string, name: string): RegistryEntry =>
  entries.find((one) => one.part === part && one.name === name)!
const said = (links: RegistryEntry['uses']) =>
  links.map(({ how, part, name }) => `${how} ${part} ${name}`).sort()

test('the pack of this test has no errors', () => {
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
})

test('a rule tells what it reads, asks for, sets and does', () => {
  expect(said(entry('rule', 'chat.links_often').uses)).toEqual([
    'asks for label trusted',
    'is under policy spam.links',
    'judges event type chat.message',
    'reads counter links_10m',
    'reads derived name chat.message/account_age',
    'reads feature chat.message/account_created',
    'reads feature chat.message/level',
    'takes off label insulter',
  ])
  expect(said(entry('rule', 'chat.insult').uses)).toEqual([
    'is under policy harassment.insult',
    'judges event type chat.message',
    'judges event type direct.message',
    'reads signal insults',
    'sets label insulter',
  ])
})

test('each part tells what uses it', () => {
  expect(said(entry('label', 'insulter').usedBy)).toEqual([
    'sets rule chat.insult',
    'takes off rule chat.links_often',
  ])
  expect(said(entry('signal', 'links').usedBy)).toEqual([
    'reads counter links_10m',
    'reads rule chat.new_account_links',
  ])
  expect(said(entry('counter', 'links_10m').uses)).toEqual([
    'counts event type chat.message',
    'reads feature chat.message/level',
    'reads signal links',
  ])
  expect(said(entry('bank', 'insults_en').usedBy)).toEqual(['reads signal insults'])
  expect(said(entry('policy', 'harassment.insult').usedBy)).toEqual([
    'is under bank insults_en',
    'is under rule chat.insult',
  ])
  expect(said(entry('feature', 'direct.message/text').usedBy)).toEqual([
    'has as content event type direct.message',
    'reads signal insults',
    'reads signal links',
  ])
})

test('every link stands at both ends', () => {
  const forward = entries.flatMap((one) =>
    one.uses.map((to) => `${one.part} ${one.name} ${to.how} ${to.part} ${to.name}`),
  )
  const backward = entries.flatMap((one) =>
    one.usedBy.map((from) => `${from.part} ${from.name} ${from.how} ${one.part} ${one.name}`),
  )
  expect(forward.length).toBeGreaterThan(20)
  expect(new Set(forward).size).toBe(forward.length)
  expect(backward.sort()).toEqual(forward.sort())
})

test('what nothing uses is found', () => {
  expect(unusedParts(entries).map(({ part, name }) => `${part} ${name}`)).toEqual([
    'counter unread_1h',
    'label lonely',
    'queue idle',
  ])
})

test('a model is a signal that rules read, that reads a feature and asks about a policy', () => {
  const guard =
    'guard: { kind: chat, on: chat.message, url: "http://h/", model: m, format: shieldgemma, policy: harassment.insult }\n'
  const { pack } = checkPack(withModels(guard, rule('r', 'model.guard.violation > 0.5')))
  const entry = registry(pack!).find(({ name }) => name === 'model.guard')!
  expect(entry).toMatchObject({ part: 'signal', usedBy: [{ how: 'reads', part: 'rule', name: 'r' }] })
  expect(entry.uses).toEqual(
    expect.arrayContaining([
      { how: 'reads', part: 'feature', name: 'chat.message/text' },
      { how: 'asks about', part: 'policy', name: 'harassment.insult' },
    ]),
  )
})
