/** The letters that each digit or sign may stand for; the first is the one the squeezed form takes. */
const STANDS_FOR: readonly (readonly [string, string])[] = [
  ['0', 'o'],
  ['1', 'il'],
  ['2', 'z'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['6', 'gb'],
  ['7', 't'],
  ['8', 'b'],
  ['9', 'gq'],
  ['@', 'a'],
  ['$', 's'],
  ['!', 'il'],
  ['|', 'il'],
  ['+', 't'],
  ['(', 'c'],
  ['<', 'c'],
  ['^', 'a'],
  ['§', 's'],
  ['¢', 'c'],
  ['£', 'l'],
  ['¥', 'y'],
]

/** Letter by sign, and by sign the second letter it may stand for; 0 where it stands for none. */
const first = new Uint16Array(256)
const second = new Uint16Array(256)
for (const [sign, letters] of STANDS_FOR) {
  first[sign.charCodeAt(0)] = letters.charCodeAt(0)
  if (letters.length > 1) second[sign.charCodeAt(0)] = letters.charCodeAt(1)
}

/** The letter that a digit or sign stands for in leetspeak; 0: none. */
export function leetLetter(unit: number): number {
  return unit < 256 ? first[unit]! : 0
}

/** Whether a plain unit may stand for a letter without being it. */
export function isLeetFor(unit: number, letter: number): boolean {
  return unit < 256 && letter !== 0 && (first[unit] === letter || second[unit] === letter)
}

/** The squeezed form knows no l, since 1 stands for i and l: both are written i there. */
export function squeezeLetter(unit: number): number {
  return unit === 0x6c ? 0x69 : unit
}

/** Signs that are letters only between letters: elsewhere they end a sentence or join words. */
export function isInnerSign(unit: number): boolean {
  return (
    unit === 0x21 ||
    unit === 0x7c ||
    unit === 0x2b ||
    unit === 0x28 ||
    unit === 0x3c ||
    unit === 0x5e ||
    unit === 0xa7
  )
}
