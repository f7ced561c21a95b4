import { expect, test } from 'vitest'
import { checkExpression } from './check-condition.ts'
import { blockOf } from './column.fixture.ts'
import { valueAt } from './columns/loaded-column.ts'
import { compileColumnValue } from './compile-column-value.ts'
import { type FrameParts, frameOf, type ScopeParts, scopeOf, sourceOf } from './condition.fixture.ts'
import { evaluate, UnknownValue } from './evaluate.ts'

const scope: ScopeParts = {
  features: { text: 'string', n: 'int?', x: 'double?', ok: 'bool?', tags: 'list<string>?', at: 'timestamp?' },
  derived: { twice: 'n + n', who: 'actor' },
}
const rows: FrameParts[] = [
  { data: { text: 'Hello', n: 2, x: 0.5, ok: true, tags: ['a', 'b'], at: 5 }, event: { actor: 'account:a' } },
  { data: { text: 'HELLO' } },
  {
    data: { text: 'hello', n: -7, x: Number.NaN, ok: false, tags: [], at: -3 },
    event: { actor: 'account:b' },
  },
] as FrameParts[]

test.each([
  'text',
  'n',
  'twice',
  'who',
  'actor',
  'ok',
  'tags',
  'n + 1',
  'x * 2.0',
  'twice > 1',
  'text.lowerAscii()',
  'text + "!"',
  'tags.map(t, t + t)',
  'ok ? n : 0',
  'event.time - at',
  "text == 'Hello' && ok",
])('%s in columns is what it is of each event', (text) => {
  const { ir, diagnostics } = checkExpression(sourceOf(text), scopeOf(scope))
  if (ir === undefined) throw new Error(diagnostics[0]?.message)
  const column = compileColumnValue(ir)(blockOf({ scope, rows }))
  const expected = rows.map((row) => {
    const value = evaluate(ir, frameOf(row))
    return value instanceof UnknownValue ? undefined : value
  })
  expect(rows.map((_, row) => valueAt(column, row))).toEqual(expected)
})
