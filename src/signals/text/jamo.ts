// Index of each compatibility jamo from ㄱ (U+3131) to ㅣ (U+3163) as a lead and as a tail; 255: it is none.
const FIRST = 0x3131
const VOWEL = 0x314f
const LAST = 0x3163
const leadIndex = indexes('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', 0)
const tailIndex = indexes('ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ', 1)

/**
 * Joins split syllables (ㅅㅣㅂㅏㄹ → 시발) in place, from a unit on, as a keyboard does: a consonant before a
 * vowel opens the next syllable. Consonants without a vowel (ㅅㅂ) stay as they are. Returns the new length.
 */
export function joinJamo(
  units: Uint16Array,
  starts: Int32Array,
  ends: Int32Array,
  from: number,
  length: number,
): number {
  let write = from
  let read = from
  while (read < length) {
    const unit = units[read]!
    const start = starts[read]!
    const lead = unit >= FIRST && unit < VOWEL ? leadIndex[unit - FIRST]! : 255
    if (lead === 255 || read + 1 >= length || !isVowel(units[read + 1]!)) {
      units[write] = unit
      starts[write] = start
      ends[write++] = ends[read++]!
      continue
    }
    let used = 2
    let syllable = 0xac00 + (lead * 21 + units[read + 1]! - VOWEL) * 28
    const third = read + 2 < length ? units[read + 2]! : 0
    const tail = third >= FIRST && third < VOWEL ? tailIndex[third - FIRST]! : 255
    if (tail !== 255 && closes(units, read + 2, length)) {
      syllable += tail
      used = 3
    }
    units[write] = syllable
    starts[write] = start
    ends[write++] = ends[read + used - 1]!
    read += used
  }
  return write
}

/** Whether the consonant at `at` ends its syllable: no vowel follows, and it does not begin a run like ㅋㅋㅋ. */
function closes(units: Uint16Array, at: number, length: number): boolean {
  if (at + 1 >= length) return true
  const next = units[at + 1]!
  if (isVowel(next)) return false
  return next !== units[at] || (at + 2 < length && isVowel(units[at + 2]!))
}

function isVowel(unit: number): boolean {
  return unit >= VOWEL && unit <= LAST
}

function indexes(letters: string, base: number): Uint8Array {
  const table = new Uint8Array(VOWEL - FIRST).fill(255)
  for (let i = 0; i < letters.length; i++) table[letters.charCodeAt(i) - FIRST] = i + base
  return table
}
