import type { Blot } from './ink-blots.ts'

/** Pieces of ink that stand together as letters do. */
export interface WritingGroup {
  readonly ink: 1 | 2
  readonly blots: readonly Blot[]
  /** Middle size of the pieces, in pixels. */
  readonly size: number
}

const CELL = 64
/** How far apart neighbours may stand, in sizes; how much they may differ. */
const GAP = 0.9
const SIZES = 2.2
const STROKES = 1.8
const LEVELS = 40

/** Puts pieces together that are near, of like size, stroke and level of grey; groups of fewer than `least` are no writing. */
export function writingGroups(blots: readonly Blot[], least = 3): WritingGroup[] {
  const cells = new Map<number, number[]>()
  const cell = (x: number, y: number): number => (y >> 6) * 4096 + (x >> 6)
  const parent = Int32Array.from(blots.keys())
  const find = (of: number): number => {
    let root = of
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
    return root
  }
  blots.forEach((one, at) => {
    const [x, y] = [one.left + (one.width >> 1), one.top + (one.height >> 1)]
    for (let dy = -CELL; dy <= CELL; dy += CELL)
      for (let dx = -CELL; dx <= CELL; dx += CELL)
        for (const other of cells.get(cell(x + dx + CELL, y + dy + CELL)) ?? [])
          if (neighbours(one, blots[other]!)) parent[find(at)] = find(other)
    const key = cell(x + CELL, y + CELL)
    const known = cells.get(key)
    if (known) known.push(at)
    else cells.set(key, [at])
  })
  const groups = new Map<number, Blot[]>()
  blots.forEach((one, at) => {
    const root = find(at)
    const known = groups.get(root)
    if (known) known.push(one)
    else groups.set(root, [one])
  })
  return [...groups.values()]
    .filter((group) => group.length >= least)
    .map((group) => ({ ink: group[0]!.ink, blots: group, size: middle(group.map(sizeOf)) }))
}

function sizeOf({ width, height }: Blot): number {
  return Math.max(width, height)
}

function neighbours(a: Blot, b: Blot): boolean {
  if (a.ink !== b.ink) return false
  const [sizeA, sizeB] = [sizeOf(a), sizeOf(b)]
  const most = Math.max(sizeA, sizeB)
  if (most > SIZES * Math.min(sizeA, sizeB)) return false
  if (Math.max(a.stroke, b.stroke) > STROKES * Math.min(a.stroke, b.stroke)) return false
  if (Math.abs(a.level - b.level) > LEVELS) return false
  const across = Math.max(a.left, b.left) - Math.min(a.left + a.width, b.left + b.width)
  const down = Math.max(a.top, b.top) - Math.min(a.top + a.height, b.top + b.height)
  return Math.max(across, down) <= GAP * most
}

export function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}
