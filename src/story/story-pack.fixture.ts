import { oneLine } from '../core/diagnostic.ts'
import { checkPack } from '../pack/check-pack.ts'
import { checkPackTests } from '../pack/check-pack-tests.ts'
import type { Pack } from '../pack/pack.ts'
import type { PackTest } from '../pack/pack-test.ts'

const FILES = {
  'haechi.yaml': `haechi: 1
tenant: tests
worlds: [plaza, school]
languages: [en]
mask: '*'
events:
  chat.message:
    actor: account
    target: account
    content: text
    features:
      text: { type: string, required: true, personal: true }
      level: int
      created: timestamp
    derive:
      age: event.time - created
      young: has(data.created) && age < duration("24h")
signals:
  tone: { kind: remote, of: content, url: 'http://127.0.0.1:9/tone', degrade: hold }
  insults: { kind: terms, of: content, banks: [insults] }
`,
  'policies/a.yaml':
    '- { id: p.one, version: 2, severity: S3, title: { en: T }, guideline: { en: G }, notice: { en: N } }\n',
  'banks/insults.yaml': 'bank: insults\nkind: terms\nlanguage: en\nterms: [dunderhead]\n',
  'labels.yaml':
    'spammer: { description: Sends much, expires: 1h }\ntrusted: { description: Known, manual: true }\n',
  'queues.yaml': 'default: { description: All }\n',
  'counters.yaml': 'sent_to_10m: { distinct: target, by: actor, on: chat.message, window: 10m }\n',
  'rules/a.yaml': `- id: many
  policy: p.one
  on: chat.message
  when: has(actor) && sent_to_10m > 3 && !actor.labels.has('trusted')
  then: { verdict: hold, label: { name: spammer }, job: default }
- id: insult
  policy: p.one
  on: chat.message
  when: insults.count > 0 && (young || has(data.level) && level < 3)
  then: { verdict: mask }
- id: tried
  policy: p.one
  on: chat.message
  when: text.size() > 20
  then: { verdict: block }
  mode: shadow
- id: rude
  policy: p.one
  on: chat.message
  worlds: [plaza]
  when: tone.score > 0.9
  then: { verdict: nudge }
`,
}

/** A small pack with a counter, labels, a rule in shadow and a signal that asks elsewhere; throws on a mistake in it. */
export function storyPack(rules = FILES['rules/a.yaml']): Pack {
  const { pack, diagnostics } = checkPack({ ...FILES, 'rules/a.yaml': rules })
  if (pack === undefined) throw new Error(diagnostics.map(oneLine).join('\n'))
  return pack
}

/** The tests of a file for that pack. */
export function storiesOf(text: string, pack = storyPack()): readonly PackTest[] {
  const { tests, diagnostics } = checkPackTests({ 'tests/a.yaml': text }, pack)
  if (diagnostics.length > 0) throw new Error(diagnostics.map(oneLine).join('\n'))
  return tests
}
