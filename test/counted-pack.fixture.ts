import type { PackFiles } from '../src/pack/pack.ts'

/** A pack whose rule tells what the counters say of every direct message. */
export const COUNTED_PACK: PackFiles = {
  'haechi.yaml': `haechi: 1
tenant: tests
worlds: [plaza]
languages: [en]
events:
  direct.message:
    actor: account
    target: account
    content: text
    features:
      text: { type: string, required: true }
`,
  'counters.yaml': `sent_1h: { count: true, by: actor, on: direct.message, window: 1h }
people_1h: { distinct: target, by: actor, on: direct.message, window: 1h }
`,
  'policies/all.yaml': `- id: spam.mass
  version: 1
  severity: S4
  title: { en: Mass messages }
  guideline: { en: Messages to many. }
  notice: { en: Please write fewer messages. }
`,
  'rules/all.yaml': `- id: told
  policy: spam.mass
  on: direct.message
  when: text != '' && sent_1h > 0 && people_1h > 0
  then: { verdict: nudge }
`,
}
