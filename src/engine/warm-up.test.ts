import { expect, test } from 'vitest'
import { atOnce } from '../core/steps.ts'
import { checkPack } from '../pack/check-pack.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { warmUpSteps } from './warm-up.ts'

const files = {
  'haechi.yaml': `haechi: 1
tenant: t
worlds: [plaza]
languages: [en]
events:
  chat.message:
    content: text
    features: { text: { type: string, required: true }, level: int }
signals:
  words: { kind: terms, of: content, banks: [words] }
`,
  'policies/p.yaml':
    '- { id: a.b, version: 1, severity: S3, title: { en: T }, guideline: { en: G }, notice: { en: N } }\n',
  'banks/words.yaml': 'bank: words\nkind: terms\nlanguage: en\npolicy: a.b\nterms: [warm]\n',
  'rules/r.yaml':
    "- { id: r, policy: a.b, on: chat.message, when: 'words.count > 0', then: { verdict: nudge } }\n",
}

test('after warming up every event type has a frame, clean and ready, and nothing fired stays behind', () => {
  const { pack, diagnostics } = checkPack(files)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const ruleset = compileRuleset(pack!)
  const { freeFrames } = ruleset.eventTypes.get('chat.message')!
  expect(freeFrames).toHaveLength(0)
  atOnce(warmUpSteps(ruleset))
  expect(freeFrames).toHaveLength(1)
  expect(freeFrames[0]).toMatchObject({ firedCount: 0, unknownCount: 0 })
})
