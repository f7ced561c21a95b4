import { useMemo, useState } from 'react'

export interface Sorting {
  readonly column: string
  readonly isDown: boolean
}

/** What a press on a column's title makes of the order: up, down, and as the rows came. */
export function nextSorting(now: Sorting | undefined, column: string): Sorting | undefined {
  if (now?.column !== column) return { column, isDown: false }
  return now.isDown ? undefined : { column, isDown: true }
}

/**
 * Rows in the order of what `by` gives, words as a reader of `language` has them; rows that are equal stay as they
 * came. An index sort: no row is wrapped, so that a hundred thousand weigh no more than they do.
 */
export function ordered<Row>(
  rows: readonly Row[],
  by: (row: Row) => string | number,
  isDown: boolean,
  language: string,
): readonly Row[] {
  const compareWords = new Intl.Collator(language, { numeric: true }).compare
  const keys = rows.map(by)
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compareWords(String(a), String(b))
  const order = Array.from(rows.keys()).sort((i, j) => {
    const sign = compare(keys[i]!, keys[j]!)
    return isDown ? -sign : sign
  })
  return order.map((i) => rows[i]!)
}

/** Rows as they are to be shown, and how to change that. */
export function useOrder<Row>(
  rows: readonly Row[],
  columns: readonly { readonly id: string; readonly sort?: (row: Row) => string | number }[],
  language: string,
): readonly [shown: readonly Row[], sorting: Sorting | undefined, sortBy: (column: string) => void] {
  const [sorting, setSorting] = useState<Sorting>()
  const by = columns.find(({ id }) => id === sorting?.column)?.sort
  // biome-ignore lint/correctness/useExhaustiveDependencies: which column it is says how it is sorted; pages make the function anew each time
  const shown = useMemo(
    () => (by === undefined ? rows : ordered(rows, by, sorting?.isDown === true, language)),
    [rows, sorting, language],
  )
  return [shown, sorting, (column) => setSorting(nextSorting(sorting, column))]
}
