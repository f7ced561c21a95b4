/** Small kana by the large one it is taken for. */
const LARGE = new Map(
  [...'ぁぃぅぇぉっゃゅょゎゕゖ'].map((small, i) => [
    small.charCodeAt(0),
    'あいうえおつやゆよわかけ'.charCodeAt(i),
  ]),
)

/** Whether a unit is hiragana, katakana or the sign that draws a vowel out. */
export function isKana(unit: number): boolean {
  return (unit >= 0x3041 && unit <= 0x3096) || (unit >= 0x30a1 && unit <= 0x30f6) || unit === 0x30fc
}

/** The large hiragana of a kana; 0 for the sign that draws a vowel out. */
export function foldKana(unit: number): number {
  if (unit === 0x30fc) return 0
  const hiragana = unit >= 0x30a1 ? unit - 0x60 : unit
  return LARGE.get(hiragana) ?? hiragana
}
