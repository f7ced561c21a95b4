import type { PackFiles } from '../pack.ts'
import { findPlaced } from './find-placed.ts'
import { pairEnd } from './value-end.ts'

/** A rule, or a policy, as its file has it. */
export interface Source {
  readonly path: string
  /** From 1. */
  readonly line: number
  /** The item as text, remarks inside included. */
  readonly text: string
  /** What it says, as plain data. */
  readonly spec: Readonly<Record<string, unknown>>
}

/** Reads one rule, or policy, out of files that have been checked before. */
export function sourceOf(files: PackFiles, folder: 'rules' | 'policies', id: string): Source | undefined {
  const placed = findPlaced(files, folder, id)
  if (placed === undefined) return undefined
  const { path, found } = placed
  const { text, item, line } = found
  const dash = Math.max(0, text.lastIndexOf('-', item.range![0] - 1))
  const last = item.items.at(-1)
  const end = item.flow === true || last === undefined ? item.range![1] : pairEnd(text, last)
  return { path, line, text: text.slice(dash, end), spec: item.toJSON() as Source['spec'] }
}
