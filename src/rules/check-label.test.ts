import { expect, test } from 'vitest'
import { oneLine } from '../core/diagnostic.ts'
import { checkCondition } from './check-condition.ts'
import { compileRows } from './compile-rows.ts'
import { frameOf, scopeOf, sourceOf } from './condition.fixture.ts'
import { labelsOf } from './labels-of.ts'

const scope = scopeOf({
  features: {
    text: 'string',
    original: 'item?',
    friends: 'list<account>',
    whoever: 'entity?',
    notes: 'map<list<string>>',
  },
  labels: { scammer: 'account', stolen: 'item', seen: 'any', 'a.b-c_d': 'any' },
  derived: { known: "actor.labels.has('seen')" },
})
const check = (text: string) => checkCondition(sourceOf(text), scope)

test.each([
  ["actor.labels.has('scammer')", ['scammer']],
  ["'scammer' in actor.labels", ['scammer']],
  ["original.labels.has('stolen') || 'seen' in original.labels", ['seen', 'stolen']],
  ["friends.exists(f, f.labels.has('scammer'))", ['scammer']],
  ["target.labels.has('stolen')", ['stolen']],
  ["session.labels.has('a.b-c_d')", ['a.b-c_d']],
  ["whoever.labels.has('stolen')", ['stolen']],
  ['known', ['seen']],
])('%s asks for labels', (text, asked) => {
  const { ir, diagnostics } = check(text)
  expect(diagnostics.map(oneLine)).toEqual([])
  expect(labelsOf(ir!)).toEqual(asked)
})

test.each<[string, string, RegExp]>([
  ["actor.labels.has('scamer')", 'unknown-label', /did you mean "scammer"/],
  ["'x' in actor.labels", 'unknown-label', /known here: scammer, stolen, seen/],
  ["actor.labels.has('stolen')", 'wrong-target', /another entity/],
  ["original.labels.has('scammer')", 'wrong-target', /another label/],
  ["friends.exists(f, 'stolen' in f.labels)", 'wrong-target', /./],
  ['actor.labels.has(text)', 'label-not-constant', /in quotes/],
  ["actor.labels.has('scam' + 'mer')", 'label-not-constant', /in quotes/],
  ['actor.labels.has(7)', 'label-not-constant', /in quotes/],
  ["text.labels.has('scammer')", 'type-mismatch', /ask an entity/],
  ["'scammer' in friends.labels", 'type-mismatch', /ask an entity/],
  ["nobody.labels.has('scammer')", 'unknown-name', /./],
  ['actor.labels.size() > 0', 'labels-as-a-value', /actor.labels.has/],
  ["actor.labels == ['scammer']", 'labels-as-a-value', /actor.labels.has/],
])('%s is refused with the way out', (text, code, wayOut) => {
  const { ir, diagnostics } = check(text)
  expect(ir).toBe(undefined)
  expect(diagnostics.map((one) => one.code)).toEqual([code])
  expect(diagnostics[0]!.wayOut).toMatch(wayOut)
})

test('a map may have labels of its own', () => {
  expect(check("'x' in notes.labels").diagnostics.map(oneLine)).toEqual([])
})

test('a mistake in the kind of entity points at where the label is declared', () => {
  const [diagnostic] = check("actor.labels.has('stolen')").diagnostics
  expect(diagnostic?.related?.[0]?.place.file).toBe('labels.yaml')
})

test('who is not named bears no label that can be told: the condition is unknown', () => {
  const ir = check("!actor.labels.has('scammer')").ir!
  const run = (actor: string | undefined, labels: string[] = []) => {
    const program = compileRows([ir], scope)
    const frame = frameOf({ event: { actor: actor as never }, labels, data: { text: '' } })
    program.run(frame)
    return frame.firedCount > 0 ? 'true' : frame.unknownCount > 0 ? 'unknown' : 'false'
  }
  expect(run('account:u1')).toBe('true')
  expect(run('account:u1', ['account:u2 scammer', 'account:u1 seen'])).toBe('true')
  expect(run('account:u1', ['account:u1 scammer'])).toBe('false')
  expect(run(undefined)).toBe('unknown')
})
