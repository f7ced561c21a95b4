import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import type { PackFiles } from './pack.ts'
import { SMALL_PACK } from './small-pack.fixture.ts'

/** Only diagnostics: no throw, no fault of the checker, and every place lies in a file of the pack. */
function expectSane(files: PackFiles): void {
  const { pack, diagnostics } = checkPack(files)
  for (const one of diagnostics) {
    expect(one.code, one.message).not.toBe('checker-fault')
    expect(one.place.line).toBeGreaterThanOrEqual(1)
    expect(one.place.column).toBeGreaterThanOrEqual(1)
    expect(files[one.place.file] !== undefined || one.code === 'missing-file').toBe(true)
  }
  expect(pack === undefined).toBe(diagnostics.some((one) => one.severity === 'error'))
}

const path = fc.constantFrom(...Object.keys(SMALL_PACK))
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    '\t',
    '\ufeff',
    '\0',
    '---\n',
    '- ',
    ': ',
    '{',
    '[',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '!!js ',
    '<<: ',
  ),
  fc.constantFrom(
    '__proto__: 1\n',
    'constructor',
    'null',
    '~',
    '.nan',
    '1e999',
    '0x10',
    '\ud800',
    '? ',
    '%YAML 9\n',
    '#',
  ),
)

test('a pack with random pieces put in or cut out gives diagnostics, never a throw', () => {
  fc.assert(
    fc.property(
      path,
      fc.array(fc.tuple(fc.nat(), fc.nat(12), piece), { minLength: 1, maxLength: 4 }),
      (file, cuts) => {
        let text = SMALL_PACK[file]!
        for (const [at, length, put] of cuts) {
          const from = at % (text.length + 1)
          text = text.slice(0, from) + put + text.slice(from + length)
        }
        expectSane({ ...SMALL_PACK, [file]: text })
      },
    ),
    { numRuns: 400 },
  )
})

test('a pack whose values are of any kind gives diagnostics, never a throw', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(
      path,
      value,
      fc.constantFrom('', '- ', 'events: ', 'signals: ', 'chat: '),
      (file, json, before) => {
        expectSane({ ...SMALL_PACK, [file]: before + JSON.stringify(json) })
      },
    ),
    { numRuns: 300 },
  )
})

test.each([
  ['flow nesting', '['.repeat(100_000)],
  ['map nesting', '{a: '.repeat(50_000)],
  ['sequence nesting', '- '.repeat(100_000)],
  ['indentation', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['10 MB', 'a: b\n'.repeat(2_000_000)],
  [
    'alias bomb',
    `a: &a [x]\n${'bcdefgh'.replace(/./g, (c) => `${c}: &${c} [*${String.fromCharCode(c.charCodeAt(0) - 1)}, *a]\n`)}`,
  ],
  ['many keys', Array.from({ length: 20_000 }, (_, i) => `k${i}: { description: d }`).join('\n')],
])('%s in a file is survived', (_name, text) => {
  expectSane({ ...SMALL_PACK, 'queues.yaml': text })
  expectSane({ ...SMALL_PACK, 'rules/chat.yaml': text })
})
