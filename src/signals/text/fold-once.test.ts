import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldedText, foldOnce } from './fold-once.ts'
import { plainText } from './normal.ts'
import { normalise } from './normalise.ts'

test('a text folded after others, or again, is folded as it is alone', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', 'ＡＢＣ', 'f.u.n', 'ㅅㅣ작', 'x'.repeat(70_000)),
  )
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      for (const raw of [...texts, ...texts.slice(-1)]) {
        const alone = normalise(raw)
        const once = foldOnce(raw)
        expect(foldedText(once)).toBe(plainText(alone))
        expect(once.length).toBe(alone.length)
        expect([...once.starts.subarray(0, once.length)]).toEqual([...alone.starts.subarray(0, alone.length)])
        expect(once.squeezedLength).toBe(alone.squeezedLength)
      }
    }),
    { numRuns: 60 },
  )
})
