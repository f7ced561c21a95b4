/** Cells of a terminal that a text fills: East Asian wide characters and emoji take two. */
export function cellWidth(text: string): number {
  let width = 0
  for (const character of text) {
    if (/\p{Mark}|\p{Format}/u.test(character)) continue
    width += WIDE.test(character) ? 2 : 1
  }
  return width
}

// Source: Unicode Standard Annex #11; Hangul, kana, Han, full-width forms and pictographs.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** One column: its heading, and whether it holds numbers, which stand right. */
export interface Column {
  readonly heading: string
  readonly right?: true
}

/** Aligned columns with their headings, a line each, ending in a line break. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ heading }, i) =>
    rows.reduce((widest, row) => Math.max(widest, cellWidth(row[i] ?? '')), cellWidth(heading)),
  )
  const line = (cells: readonly string[]) =>
    columns
      .map((column, i) => {
        const cell = cells[i] ?? ''
        const pad = ' '.repeat(widths[i]! - cellWidth(cell))
        return column.right ? pad + cell : cell + pad
      })
      .join('  ')
      .trimEnd()
  return [columns.map(({ heading }) => heading), ...rows].map((cells) => `${line(cells)}\n`).join('')
}
