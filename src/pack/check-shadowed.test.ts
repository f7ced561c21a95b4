import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from '../core/diagnostic.ts'
import { checkCondition } from '../rules/check-condition.ts'
import { sourceOf } from '../rules/condition.fixture.ts'
import { conjunctionOf, isEmptyConjunction } from '../rules/conjunction.ts'
import { evaluate } from '../rules/evaluate.ts'
import { implies } from '../rules/implies.ts'
import { literalsOf } from '../rules/literals.ts'
import { SIMPLE_SCOPE, simpleCondition, simpleFrames, simpleLeaf } from '../rules/simple-condition.fixture.ts'
import { asksAsMuch } from './asks-as-much.ts'
import { checkPack } from './check-pack.ts'
import type { Rule } from './pack.ts'
import { SMALL_PACK } from './small-pack.fixture.ts'

interface Written {
  readonly when: string
  readonly asks?: string
  readonly more?: string
  readonly policy?: string
}

/** The small pack with these rules: `a`, `b`, … */
function packOf(rules: readonly Written[], haechi = SMALL_PACK['haechi.yaml']!) {
  const text = rules.map(({ when, asks = '{ verdict: hold }', more = '', policy = 'spam.links' }, i) => {
    const id = String.fromCharCode(97 + i)
    return `- id: ${id}\n  policy: ${policy}\n  on: chat.message\n  when: ${JSON.stringify(when)}\n  then: ${asks}\n${more}`
  })
  const { 'rules/chat.yaml': _, ...around } = SMALL_PACK
  const labels = `${around['labels.yaml']}good: { description: g, manual: true }
bad: { description: b, manual: true }
`
  return checkPack({ ...around, 'haechi.yaml': haechi, 'labels.yaml': labels, 'rules/a.yaml': text.join('') })
}

/** `b under a` for each rule that is said to change nothing, `b is a` where both say the same. */
function told(rules: readonly Written[]): string[] {
  return packOf(rules).diagnostics.flatMap(({ code, message }) => {
    const names = [...message.matchAll(/"(\w)"/g)].map(([, name]) => name)
    return code === 'shadowed'
      ? [`${names[0]} under ${names[1]}`]
      : code === 'same-condition'
        ? [`${names[0]} is ${names[1]}`]
        : []
  })
}

const WIDE = { when: 'text.size() > 3' }
const NARROW = { when: 'text.size() > 5' }

test.each<[string, Written[], string[]]>([
  ['a narrower rule that asks for the same', [WIDE, NARROW], ['b under a']],
  ['whichever stands first', [NARROW, WIDE], ['a under b']],
  ['one that asks for less', [{ ...WIDE, asks: '{ verdict: block }' }, NARROW], ['b under a']],
  ['one that asks for more', [WIDE, { ...NARROW, asks: '{ verdict: block }' }], []],
  ['another effect', [WIDE, { ...NARROW, asks: '{ verdict: hold, job: default }' }], []],
  [
    'a label for a shorter time',
    [
      { ...WIDE, asks: '{ label: { name: insulter, for: 9d } }' },
      { ...NARROW, asks: '{ label: { name: insulter, for: 7d } }' },
    ],
    ['b under a'],
  ],
  [
    'a label for a longer time',
    [
      { ...WIDE, asks: '{ label: { name: insulter, for: 7d } }' },
      { ...NARROW, asks: '{ label: { name: insulter, for: 9d } }' },
    ],
    [],
  ],
  ['another policy', [WIDE, { ...NARROW, policy: 'harassment.insult' }], []],
  ['beside a rule in shadow', [{ ...WIDE, more: '  mode: shadow\n' }, NARROW], []],
  ['beside a canary', [{ ...WIDE, more: '  mode: canary 50%\n' }, NARROW], []],
  ['a canary', [WIDE, { ...NARROW, more: '  mode: canary 50%\n' }], ['b under a']],
  ['a trial, which is there to be counted', [WIDE, { ...NARROW, more: '  mode: shadow\n' }], []],
  ['one that holds what is unknown', [WIDE, { ...NARROW, more: '  unknown: hold\n' }], []],
  ['in fewer worlds', [WIDE, { ...NARROW, more: '  worlds: [school]\n' }], ['b under a']],
  ['in more worlds', [{ ...WIDE, more: '  worlds: [school]\n' }, NARROW], []],
  [
    'the same parts in another order',
    [{ when: 'text.size() > 3 && text != "a"' }, { when: '"a" != text && text.size() >= 4' }],
    ['b is a'],
  ],
  ['the same, written alike, is told once', [WIDE, WIDE], ['b is a']],
  [
    'masks of other signals',
    [
      { when: 'insults.count > 0', asks: '{ verdict: mask }' },
      { when: 'insults.count > 0 && links.count > 0', asks: '{ verdict: mask }' },
    ],
    [],
  ],
  [
    'masks of the same signal',
    [
      { when: 'insults.count > 0', asks: '{ verdict: mask }' },
      { when: 'insults.count > 2', asks: '{ verdict: mask }' },
    ],
    ['b under a'],
  ],
  [
    'a piece of a piece of text',
    [{ when: 'text.contains("gems")' }, { when: 'text.contains("free gems")' }],
    ['b under a'],
  ],
  ['a value of a set', [{ when: 'text in ["a", "b"]' }, { when: 'text == "b"' }], ['b under a']],
  ['a rule that always fires', [NARROW, { when: 'true' }], ['a under b']],
  [
    'a rule that asks only whether something is there',
    [{ when: 'has(data.level)' }, { when: 'has(data.level) && level > 3' }],
    ['b under a'],
  ],
])('%s', (_, rules, expected) => {
  expect(told(rules)).toEqual(expected)
})

test('both places are told', () => {
  const one = packOf([WIDE, NARROW]).diagnostics.find(({ code }) => code === 'shadowed')
  expect(oneLine(one!)).toBe(
    'rules/a.yaml:6:7: warning: the rule "b" changes nothing: whenever it fires, "a" fires and asks for as much; remove it, ask for more in it, or narrow "a"',
  )
  expect(one!.related).toEqual([
    { message: 'the other rule', place: expect.objectContaining({ line: 1, column: 7 }) },
  ])
})

const SIMPLE = `haechi: 1
tenant: tests
worlds: [plaza, school]
languages: [en, ko]
events:
  chat.message:
    actor: account
    content: s
    features:
      s: { type: string, required: true }
      i: { type: int, required: true }
      j: int
      d: double
      t: string
      f: bool
      at: timestamp
    derive:
      twice: j * 2
      young: i < 3
      short: s.size() < 3 && has(data.t)
      age: event.time - at
  direct.message:
    content: text
    features: { text: string }
signals:
  insults: { kind: terms, of: content, banks: [insults_en] }
`

test('filing rules by their parts finds what comparing each with each finds', () => {
  const part = fc.oneof(simpleLeaf, simpleCondition)
  const when = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' && '))
  let found = 0
  let missed = 0
  fc.assert(
    fc.property(fc.array(when, { minLength: 10, maxLength: 16 }), (whens) => {
      const sound = whens.filter((one) => checkCondition(sourceOf(one), SIMPLE_SCOPE).ir !== undefined)
      const { pack, diagnostics } = packOf(
        [...new Set(sound)].map((one) => ({ when: one })),
        SIMPLE,
      )
      const told = diagnostics.filter(({ code }) => code === 'shadowed' || code === 'same-condition')
      const below = new Set(told.map(({ message }) => /"(\w)"/.exec(message)![1]))
      const literals = pack!.rules.map((rule) => {
        const { root, names } = rule.irs.get('chat.message')!
        return { id: rule.id, names, parts: literalsOf(root, names)! }
      })
      for (const [i, one] of literals.entries()) {
        const known = conjunctionOf(one.parts, one.names)
        if (isEmptyConjunction(known)) continue
        const above = literals.filter((other) => other !== one && implies(known, other.parts))
        const isFirst = above.every(
          (other) =>
            literals.indexOf(other) > i && implies(conjunctionOf(other.parts, other.names), one.parts),
        )
        const isBelow = above.length > 0 && !isFirst
        if (isBelow) found++
        // What the filing says is so. It may miss one: what only certain values fulfil is not filed, for it would be
        // under everything that reads the name.
        if (below.has(one.id)) expect(isBelow, one.id).toBe(true)
        else if (isBelow) missed++
      }
    }),
    { numRuns: 25 },
  )
  expect(found).toBeGreaterThan(10)
  expect(missed).toBeLessThan(found / 2)
})

test('a rule that is said to change nothing fires on no event on which the other does not', () => {
  const frames = simpleFrames()
  const part = fc.oneof(simpleLeaf, simpleCondition)
  const written = fc.record({
    when: fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' && ')),
    asks: fc.constantFrom('{ verdict: hold }', '{ verdict: block }', '{ verdict: hold, job: default }'),
    more: fc.constantFrom('', '', '  worlds: [school]\n', '  mode: canary 5%\n', '  unknown: hold\n'),
  })
  let claims = 0
  fc.assert(
    fc.property(fc.array(written, { minLength: 10, maxLength: 20 }), (rules) => {
      const sound = rules.filter(({ when }) => checkCondition(sourceOf(when), SIMPLE_SCOPE).ir !== undefined)
      const { pack, diagnostics } = packOf(sound, SIMPLE)
      const byId = new Map(pack?.rules.map((rule) => [rule.id, rule]))
      for (const { code, message } of diagnostics) {
        if (code !== 'shadowed') continue
        const [below, above] = [...message.matchAll(/"(\w)"/g)].map(([, id]) => byId.get(id!)!) as [
          Rule,
          Rule,
        ]
        claims++
        expect(asksAsMuch(above, below) && above.mode.kind === 'live').toBe(true)
        const [one, other] = [below, above].map((rule) => rule.irs.get('chat.message')!)
        const against = frames.find(
          (frame) => evaluate(one!, frame) === true && evaluate(other!, frame) !== true,
        )
        expect(against?.event, `${below.when} under ${above.when}`).toBeUndefined()
      }
    }),
    { numRuns: 40 },
  )
  expect(claims).toBeGreaterThan(10)
})
