import type { Path } from './yaml-file.ts'

/** The items of a list that may be written as one value, each with its path. */
export function listed<T extends string>(asked: T | T[] | undefined, path: Path): [T, Path][] {
  if (asked === undefined) return []
  return Array.isArray(asked) ? asked.map((one, i) => [one, [...path, i]]) : [[asked, path]]
}
