// Many values as one parameter: numbers and ids as an array, texts as lines, none of which holds a line break.

/** A Postgres array of what needs no quotes. */
export function list<T>(rows: readonly T[], pick: (row: T) => string | number): string {
  let text = '{'
  for (let i = 0; i < rows.length; i++) text += i === 0 ? pick(rows[i]!) : `,${pick(rows[i]!)}`
  return `${text}}`
}

/** Texts for `string_to_array` with a line break. */
export function lines<T>(rows: readonly T[], pick: (row: T) => string): string {
  let text = ''
  for (let i = 0; i < rows.length; i++) text += i === 0 ? pick(rows[i]!) : `\n${pick(rows[i]!)}`
  return text
}
