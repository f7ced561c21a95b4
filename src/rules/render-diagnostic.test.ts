import { expect, test } from 'vitest'
import { checkCondition } from './check-condition.ts'
import { scopeOf, sourceOf } from './condition.fixture.ts'
import { renderDiagnostic } from './render-diagnostic.ts'

const FILES: Readonly<Record<string, readonly string[]>> = {
  'rules/test.yaml': ['text == "한글" && age < "7"'],
  'haechi.yaml': ['text: string', '  age: int'],
}
const readLine = (file: string, line: number) => FILES[file]?.[line - 1]

test('a type error shows its line, the types, where the name was declared, and the way out', () => {
  const scope = scopeOf({ features: { text: 'string', age: 'int' } })
  const [diagnostic] = checkCondition(sourceOf('text == "한글" && age < "7"'), scope).diagnostics
  expect(renderDiagnostic(diagnostic!, readLine)).toBe(
    [
      'error[type-mismatch]: "<" does not take int and string',
      ' --> rules/test.yaml:1:17',
      '  |',
      '1 | text == "한글" && age < "7"',
      // Hangul takes two columns a letter in a terminal.
      '  |                   ^^^^^^^^^ int < string',
      ' ::: haechi.yaml:2:7',
      '  |',
      '2 |   age: int',
      '  |       - "age" is declared here as int',
      '  = help: write 7 without quotes',
    ].join('\n'),
  )
})

test('a place whose file cannot be read is named all the same', () => {
  const place = { file: 'gone.yaml', line: 12, column: 3 }
  const text = renderDiagnostic(
    { severity: 'warning', code: 'x-y', message: 'what', place, label: 'here' },
    readLine,
  )
  expect(text).toBe('warning[x-y]: what\n  --> gone.yaml:12:3\n   = here')
})
