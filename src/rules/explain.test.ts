import { expect, test } from 'vitest'
import { checkCondition } from './check-condition.ts'
import { frameOf, scopeOf, sourceOf } from './condition.fixture.ts'
import { explain } from './explain.ts'

const scope = scopeOf({
  features: { text: 'string', age: 'int', score: 'double?', tags: 'list<string>', at: 'timestamp' },
  secret: ['text'],
  derived: { account_age: 'event.time - at' },
})
const at = Date.UTC(2026, 10, 23, 8)

function explained(condition: string) {
  const { ir } = checkCondition(sourceOf(condition), scope)
  return explain(ir!, frameOf({ data: { text: 'private', age: 7, tags: ['a'], at } }))
}

test('every sub-condition stands with its text and value, the unknown ones with what was missing', () => {
  const tree = explained('age > 5 && (score > 0.5 || account_age < duration("30m"))')
  expect(tree.outcome).toEqual({ kind: 'unknown', causes: ['score'] })
  const [age, either] = tree.parts
  expect(age).toMatchObject({ text: 'age > 5', outcome: { kind: 'value', value: true } })
  expect(age!.parts).toEqual([{ text: 'age', outcome: { kind: 'value', value: 7 }, parts: [] }])
  expect(either!.parts[0]).toMatchObject({
    text: 'score > 0.5',
    outcome: { kind: 'unknown', causes: ['score'] },
  })
  expect(either!.parts[1]!.parts[0]).toMatchObject({
    text: 'account_age',
    outcome: { kind: 'value', value: 3_600_000 },
    parts: [{ text: 'event.time - at' }],
  })
})

test('content is never told, only whether it matched', () => {
  const tree = explained('text.upperAscii().contains("PRIV")')
  expect(tree.outcome).toEqual({ kind: 'value', value: true })
  expect(JSON.stringify(tree)).not.toMatch(/private|PRIVATE/)
})

test('inside a macro there is a value per item, not one', () => {
  const tree = explained('tags.exists(t, t == "a")')
  expect(tree.outcome).toEqual({ kind: 'value', value: true })
  expect(tree.parts.map(({ outcome }) => outcome.kind)).toEqual(['value', 'per-item'])
})
