import type { PackFiles } from './pack.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

/** A pack with one mistake, and how check says it. */
export interface MistakeProbe {
  readonly kind: string
  readonly files: PackFiles
  /** The code of the diagnostic; `harmless` where the mistake cannot do what it does elsewhere, so nothing is said. */
  readonly code: string
  /** `file:line` where it is told. */
  readonly at: string
  /** What the message, the way out and the label must say between them. */
  readonly says: RegExp
}

const HAECHI = 'haechi.yaml'
const RULES = 'rules/chat.yaml'

/** The condition of the small pack's first rule, which is on two event types, in the place of `insults.count > 0`. */
const when = (condition: string): PackFiles => changed(RULES, 'insults.count > 0', condition)
/** A rule more, after the others. */
const rule = (text: string): PackFiles => ({ ...SMALL_PACK, 'rules/more.yaml': text })
const more = (condition: string, rest = 'then: { verdict: hold }') =>
  rule(`- id: more\n  policy: spam.links\n  on: chat.message\n  when: ${condition}\n  ${rest}\n`)
const derive = (lines: string): PackFiles =>
  changed(HAECHI, '      account_age: event.time', `${lines}      account_age: event.time`)

/** The twelve kinds that others were probed with: see docs/rules.md. */
export const TWELVE: readonly MistakeProbe[] = [
  {
    kind: 'misspelt feature',
    files: when('txet != ""'),
    code: 'unknown-name',
    at: `${RULES}:4`,
    says: /did you mean "text"/,
  },
  {
    kind: 'int < "7"',
    files: more(`level < "7"`),
    code: 'type-mismatch',
    at: 'rules/more.yaml:4',
    says: /int and string.*7 without quotes/,
  },
  {
    kind: 'unknown function',
    files: when('text.containz("a")'),
    code: 'unknown-function',
    at: `${RULES}:4`,
    says: /did you mean "contains"/,
  },
  {
    kind: 'wrong arguments',
    files: when('text.contains(7)'),
    code: 'wrong-arguments',
    at: `${RULES}:4`,
    says: /contains\(string\)/,
  },
  {
    kind: 'invalid regex',
    files: when(`text.matches("(a")`),
    code: 'bad-pattern',
    at: `${RULES}:4`,
    says: /add \)/,
  },
  { kind: 'catastrophic regex', files: more(`text.matches(r'(a+)+$')`), code: 'harmless', at: '', says: /./ },
  {
    kind: 'optional used as a value',
    files: more('level > 3'),
    code: 'optional-unasked',
    at: 'rules/more.yaml:4',
    says: /may be missing.*has\(data\.level\)/,
  },
  {
    kind: 'duplicate name',
    files: rule(
      `- id: chat.insult\n  policy: spam.links\n  on: chat.message\n  when: links.count > 3\n  then: { verdict: hold }\n`,
    ),
    code: 'duplicate-name',
    at: 'rules/more.yaml:1',
    says: /declared twice.*rename/,
  },
  {
    kind: 'loop',
    files: derive('      one: two + 1\n      two: one + 1\n'),
    code: 'circular-derived',
    at: `${HAECHI}:18`,
    says: /one → two → one/,
  },
  {
    kind: 'unused rule',
    files: more('links.count > 3', 'then: {}'),
    code: 'no-effect',
    at: 'rules/more.yaml:5',
    says: /asks for nothing.*add/,
  },
  {
    kind: 'contradiction',
    files: more('has(data.level) && level < 7 && level > 9'),
    code: 'contradiction',
    at: 'rules/more.yaml:4',
    says: /cannot both be true/,
  },
  {
    kind: 'division by zero',
    files: more('has(data.level) && level / 0 > 1'),
    code: 'division-by-zero',
    at: 'rules/more.yaml:4',
    says: /divide by something else/,
  },
]

/** Kinds of mistakes beyond those twelve. */
export const BEYOND: readonly MistakeProbe[] = [
  {
    kind: 'always true',
    files: more('links.count > 3 && (text.size() < 7 || text.size() > 5)'),
    code: 'always-true',
    at: 'rules/more.yaml:4',
    says: /always true/,
  },
  {
    kind: 'part that decides nothing',
    files: more('text.size() > 7 && text.size() > 5'),
    code: 'redundant',
    at: 'rules/more.yaml:4',
    says: /decides nothing/,
  },
  {
    kind: 'texts that exclude each other',
    files: more('text.startsWith("a") && text.startsWith("b")'),
    code: 'contradiction',
    at: 'rules/more.yaml:4',
    says: /cannot both be true/,
  },
  {
    kind: 'a value that is missing and there',
    files: more('"!has(data.level) && level > 3"'),
    code: 'contradiction',
    at: 'rules/more.yaml:4',
    says: /cannot both be true/,
  },
  {
    kind: 'outside the limits of a feature',
    files: more('has(data.level) && level > 100'),
    code: 'never-fires',
    at: 'rules/more.yaml:4',
    says: /level is at least 0 and at most 100/,
  },
  {
    kind: 'a world in which the rule is not',
    files: more('event.world == "plaza" && links.count > 3', 'worlds: [school]\n  then: { verdict: hold }'),
    code: 'never-fires',
    at: 'rules/more.yaml:4',
    says: /event.world is school/,
  },
  {
    kind: 'a kind of entity that never acts',
    files: more('has(actor) && actor.kind == "room"'),
    code: 'never-fires',
    at: 'rules/more.yaml:4',
    says: /the actor is account/,
  },
  {
    kind: 'a rule that changes nothing',
    files: rule(
      `- { id: a, policy: spam.links, on: chat.message, when: links.count > 3, then: { verdict: hold } }\n- { id: b, policy: spam.links, on: chat.message, when: links.count > 5, then: { verdict: hold } }\n`,
    ),
    code: 'shadowed',
    at: 'rules/more.yaml:2',
    says: /changes nothing/,
  },
  {
    kind: 'the same condition twice',
    files: rule(
      `- { id: a, policy: spam.links, on: chat.message, when: links.count > 3 && links.hidden > 0, then: { verdict: hold } }\n- { id: b, policy: spam.links, on: chat.message, when: 0 < links.hidden && links.count >= 4, then: { verdict: hold } }\n`,
    ),
    code: 'same-condition',
    at: 'rules/more.yaml:2',
    says: /same condition/,
  },
  {
    kind: 'circular counters',
    files: {
      ...SMALL_PACK,
      'counters.yaml':
        'a: { count: true, by: actor, on: chat.message, window: 1m, where: b > 1 }\nb: { count: true, by: actor, on: chat.message, window: 1m, where: a > 1 }\n',
    },
    code: 'circular-counter',
    at: 'counters.yaml:1',
    says: /made from itself/,
  },
  {
    kind: 'unused feature',
    files: changed(HAECHI, '      level:', '      spare: int\n      level:'),
    code: 'unused-feature',
    at: `${HAECHI}:16`,
    says: /no rule uses.*spare/,
  },
  {
    kind: 'unused signal',
    files: changed(HAECHI, '  links: {', '  spare: { kind: shape, of: content }\n  links: {'),
    code: 'unused-signal',
    at: `${HAECHI}:27`,
    says: /no rule uses.*spare/,
  },
  {
    kind: 'unused derived name',
    files: derive('      spare: level + 1\n'),
    code: 'unused-derived name',
    at: `${HAECHI}:18`,
    says: /no rule uses.*spare/,
  },
  {
    kind: 'unused counter',
    files: {
      ...SMALL_PACK,
      'counters.yaml': 'spare: { count: true, by: actor, on: chat.message, window: 1m }\n',
    },
    code: 'unused-counter',
    at: 'counters.yaml:1',
    says: /no rule uses.*spare/,
  },
  {
    kind: 'unused label',
    files: changed('labels.yaml', 'insulter:', 'spare: { description: x }\ninsulter:'),
    code: 'unused-label',
    at: 'labels.yaml:1',
    says: /spare/,
  },
  {
    kind: 'unused bank',
    files: { ...SMALL_PACK, 'banks/spare.yaml': 'bank: spare\nkind: terms\nlanguage: en\nterms: [zzz]\n' },
    code: 'unused-bank',
    at: 'banks/spare.yaml:1',
    says: /no signal reads/,
  },
  {
    kind: 'misspelt label in a condition',
    files: more(`actor.labels.has('insultr')`),
    code: 'unknown-label',
    at: 'rules/more.yaml:4',
    says: /did you mean "insulter"/,
  },
  {
    kind: 'misspelt verdict',
    files: changed(RULES, 'verdict: mask', 'verdict: msak'),
    code: 'bad-value',
    at: `${RULES}:6`,
    says: /did you mean "mask"/,
  },
]
