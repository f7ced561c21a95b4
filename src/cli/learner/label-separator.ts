import type { LabelledRow } from './labelled-row.ts'

const USUAL = [',', ';', '|']

/**
 * What cells with several labels are split at: a sign such that every part of every cell that has it also stands
 * alone in some cell. A label that merely has a comma in its name is left whole.
 */
export function labelSeparator(rows: readonly LabelledRow[]): string | undefined {
  const cells = new Set(rows.flatMap((row) => row.labels))
  return USUAL.find((separator) => {
    const several = [...cells].filter((cell) => cell.includes(separator))
    return (
      several.length > 0 && several.every((cell) => partsOf(cell, separator).every((part) => cells.has(part)))
    )
  })
}

/** The row with its labels split. */
export function splitLabels(row: LabelledRow, separator: string): LabelledRow {
  return { ...row, labels: row.labels.flatMap((label) => partsOf(label, separator)) }
}

function partsOf(cell: string, separator: string): string[] {
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
