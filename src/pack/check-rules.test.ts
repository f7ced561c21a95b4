import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from '../core/diagnostic.ts'
import { frameOf } from '../rules/condition.fixture.ts'
import { evaluate } from '../rules/evaluate.ts'
import { checkPack } from './check-pack.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

const HAECHI = changed(
  'haechi.yaml',
  'text: { type: string, required: true }',
  'text: { type: string, required: true, max: 50 }\n      level: { type: int, min: 5, max: 20 }',
)

/** What is told of one rule on both event types, as `code line:column message`. */
function told(when: string, more = ''): string[] {
  const rule = `- id: more\n  policy: spam.links\n  on: [chat.message, direct.message]\n  when: ${JSON.stringify(when)}\n  then: { verdict: hold }\n${more}`
  return checkPack({ ...HAECHI, 'rules/more.yaml': rule })
    .diagnostics.filter(({ place }) => place.file === 'rules/more.yaml')
    .map(({ code, place, message }) => `${code} ${place.column} ${message}`)
}

test('an optional feature that nobody asked for is told once, where it is read first', () => {
  expect(told('level > 6 && level < 9')).toEqual([
    'optional-unasked 10 "level" may be missing, and the rule is then passed over',
  ])
  expect(told('has(data.level) && level > 6')).toEqual([])
})

test('through a derived name, both are named', () => {
  const rule = `- id: more\n  policy: spam.links\n  on: chat.message\n  when: links.count > 0 && account_age < duration("1h")\n  then: { verdict: hold }\n`
  const [one] = checkPack({ ...SMALL_PACK, 'rules/more.yaml': rule }).diagnostics
  expect(oneLine(one!)).toBe(
    'rules/more.yaml:4:28: warning: "account_age" reads "account_created", which may be missing, and the rule is then passed over; write has(data.account_created) && …, or say what a missing one means: unknown: skip, or unknown: hold',
  )
  expect(one!.related).toEqual([
    { message: 'declared here, not required', place: expect.objectContaining({ line: 14 }) },
  ])
})

test.each(['skip', 'hold'])('a rule that says what a missing one means is asked no more (%s)', (unknown) => {
  expect(told('level > 6', `  unknown: ${unknown}\n`)).toEqual([])
})

test('what the limits of one event type exclude is told of that one', () => {
  expect(told('has(data.level) && level > 20')).toEqual([
    'never-fires 29 this rule never fires on direct.message: level is at least 5 and at most 20',
  ])
  expect(told('has(data.level) && level < 5')).toEqual([
    'never-fires 29 this rule never fires on direct.message: level is at least 5 and at most 20',
  ])
  expect(told('text.size() > 50')).toEqual([
    'never-fires 10 this rule never fires on direct.message: text has a size of 50 at most',
  ])
  expect(told('event.type == "chat.message" && links.count > 0')).toEqual([
    'never-fires 10 this rule never fires on direct.message: event.type is direct.message',
  ])
  expect(told('text.size() > 49 || has(data.level) && level > 20')).toEqual([])
})

test('worlds: of the rule, else of the pack', () => {
  expect(told('event.world == "shcool" && links.count > 0')).toHaveLength(2)
  expect(told('event.world == "school" && links.count > 0')).toEqual([])
  expect(told('event.world == "school" && links.count > 0', '  worlds: [plaza]\n')).toHaveLength(2)
})

test('a rule that is said never to fire fires on no event within the limits', () => {
  const part = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('level', 'text.size()'),
        fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
        fc.constantFrom(0, 4, 5, 6, 20, 21, 50, 51),
      )
      .map((all) => all.join(' ')),
    fc.constantFrom(
      'text == "abcdef"',
      'text.startsWith("ab")',
      'has(data.level)',
      'event.type != "chat.message"',
      'event.world in ["plaza"]',
      'level in [1, 30]',
    ),
  )
  const condition = fc.array(
    fc.array(part, { minLength: 1, maxLength: 2 }).map((some) => `(${some.join(' || ')})`),
    { minLength: 1, maxLength: 3 },
  )
  const levels = [undefined, 5, 6, 19, 20]
  const texts = ['', 'a', 'ab', 'abcdef', 'abcdefg', 'x'.repeat(49), 'x'.repeat(50)]
  let claims = 0
  fc.assert(
    fc.property(condition, (parts) => {
      const when = parts.join(' && ')
      const rule = `- id: more\n  policy: spam.links\n  on: direct.message\n  when: ${JSON.stringify(when)}\n  then: { verdict: hold }\n  unknown: skip\n`
      const { pack, diagnostics } = checkPack({ ...HAECHI, 'rules/more.yaml': rule })
      if (!pack || !diagnostics.some(({ code }) => code === 'never-fires')) return
      claims++
      const ir = pack.rules.find(({ id }) => id === 'more')!.irs.get('direct.message')!
      for (const level of levels)
        for (const text of texts)
          for (const world of ['plaza', 'school']) {
            const frame = frameOf({ data: { text, level }, event: { type: 'direct.message', world } })
            expect(evaluate(ir, frame)).not.toBe(true)
          }
    }),
    { numRuns: 200 },
  )
  expect(claims).toBeGreaterThan(10)
})
