/** The longest stretch of letters that is taken once however often it follows on itself. */
const LONGEST_REPEAT = 5

/** Letters in a row, of which no stretch follows on itself. */
export interface Letters {
  units: Uint16Array
  count: number
}

/** Appends a letter, and takes away the stretch that it makes the second of its kind in a row: `hahaha` becomes `ha`. */
export function pushLetter(letters: Letters, unit: number): void {
  const { units } = letters
  const count = letters.count + 1
  units[count - 1] = unit
  for (let length = 1; length <= LONGEST_REPEAT && 2 * length <= count; length++) {
    if (units[count - 1 - length] !== unit) continue
    let i = 2
    while (i <= length && units[count - i] === units[count - i - length]) i++
    if (i <= length) continue
    letters.count = count - length
    return
  }
  letters.count = count
}
