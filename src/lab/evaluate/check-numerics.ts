import type { Scorer } from '../train/scorer.ts'
import type { NumericCase } from './evaluation.ts'

/** Texts that have broken models: made here, of no one. */
const CASES: Readonly<Record<string, () => string>> = {
  empty: () => '',
  'spaces only': () => ' \t\n\u3000 ',
  'one letter': () => 'a',
  '1 MB without a space': () => 'ab가!'.repeat(262_144),
  emoji: () => '🔥👩‍👩‍👧‍👦🏳️‍🌈'.repeat(50),
  'lone surrogates': () => 'a\ud800b\udc00c\udbff',
  'control characters': () => '\u0000\u0001\u001b[31m\u0007\u007f',
  'piled marks': () => `e${'\u0301\u0316'.repeat(2000)}`,
  'right to left': () => '\u202eabc\u202c שלום مرحبا',
  'private use and unassigned': () => '\ue000\uf8ff\u{10ffff}\u0378',
  'half jamo': () => 'ㄱㅏㅣㅎㅎㅋㅋ',
  'long number': () => '9'.repeat(5000),
}

/** What is longer is scored once: it takes a second. */
const LONG = 100_000

/** Whether each of these, and of `more`, gets scores from 0 to 1, and the same ones twice. */
export async function checkNumerics(
  scorer: Scorer,
  more: Readonly<Record<string, () => string>> = {},
): Promise<NumericCase[]> {
  const cases: NumericCase[] = []
  for (const [name, make] of Object.entries({ ...CASES, ...more })) {
    const text = make()
    try {
      const once = await scorer.score([text])
      const again = text.length > LONG ? once : await scorer.score([text])
      const bad = once.find((score) => !(score >= 0 && score <= 1))
      const differs = once.some((score, i) => score !== again[i])
      const wrongCount = once.length !== scorer.labels.length
      const says =
        bad !== undefined
          ? `a score is ${bad}`
          : wrongCount
            ? `${once.length} scores for ${scorer.labels.length} labels`
            : differs
              ? 'another score the second time'
              : 'scores from 0 to 1, the same twice'
      cases.push({ name, ok: bad === undefined && !wrongCount && !differs, says })
    } catch (fault) {
      const says = fault instanceof Error ? fault.message.split('\n')[0]!.slice(0, 160) : 'it failed'
      cases.push({ name, ok: false, says })
    }
  }
  return cases
}
