import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isScalar, parseDocument, stringify } from 'yaml'
import { scalarOffsets } from './scalar-offsets.ts'

test('each character that is not blank is found where it stands, in every style of scalar', () => {
  const styles = fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED')
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '(', ' ', '\n', '"', "'", '\\', '가', '😀', '#', ':'),
    minLength: 1,
    maxLength: 60,
  })
  fc.assert(
    fc.property(text, styles, fc.integer({ min: 20, max: 60 }), (value, style, lineWidth) => {
      const source = stringify({ when: value }, { defaultStringType: style as 'PLAIN', lineWidth })
      const node = parseDocument(source, { prettyErrors: false }).get('when', true)
      if (!isScalar(node) || node.value !== value) return
      const [start, end] = node.range!
      const written = source.slice(start, end)
      const offsets = scalarOffsets(written, value)
      for (let i = 0; i < value.length; i++) {
        if (i > 0) expect(offsets[i]!).toBeGreaterThanOrEqual(offsets[i - 1]!)
        const unit = value[i]!
        const there = written[offsets[i]!]
        if (!/\s/.test(unit) && there !== '\\' && unit.charCodeAt(0) < 0xdc00) expect(there).toBe(unit)
      }
    }),
    { numRuns: 500 },
  )
})
