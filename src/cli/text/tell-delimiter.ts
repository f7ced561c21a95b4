/** A heading longer than this, in UTF-16 units, is none. */
const LONGEST_HEADING = 64 * 1024
const OTHERS = ['\t', ';'] as const

/** What a table's cells are parted by, and the table from its beginning. */
export interface ToldDelimiter {
  readonly delimiter: ',' | ';' | '\t'
  readonly chunks: AsyncGenerator<string, void, undefined>
}

/**
 * Tells by the heading what parts the cells of a file called CSV: spreadsheets write semicolons where the comma is in
 * numbers, and tabs when they are asked to. A heading with a comma outside of quotes is parted by commas.
 */
export async function tellDelimiter(source: AsyncGenerator<string, void, undefined>): Promise<ToldDelimiter> {
  let begun = ''
  while (begun.length < LONGEST_HEADING && !/[\r\n]/.test(begun.trimStart())) {
    const { done, value } = await source.next()
    if (done === true) break
    begun += value
  }
  const heading = begun
    .trimStart()
    .replace(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1)[0]!
  async function* chunks(): AsyncGenerator<string, void, undefined> {
    yield begun
    yield* source
  }
  const other = heading.includes(',') ? undefined : OTHERS.find((sign) => heading.includes(sign))
  return { delimiter: other ?? ',', chunks: chunks() }
}
