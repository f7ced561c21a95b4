import type { Blot } from './ink-blots.ts'

/** Deviation of the pieces across the line, in sizes, up to which it is one line: to look for more takes twice the time. */
export const ONE_LINE = 0.5

/** Where there may be writing, in pixels of the whole picture. */
export interface WritingRegion {
  /** The middle. */
  readonly x: number
  readonly y: number
  /** 1: dark letters; 2: light ones. */
  readonly ink: 1 | 2
  readonly blots: readonly Blot[]
  /** Middle size of the pieces that letters are made of. */
  readonly size: number
  /** How far letters and ground differ, in levels of grey. */
  readonly contrast: number
  /** Direction in which it runs, in radians from -π/2 to π/2; undefined where it is no single line. */
  readonly angle: number | undefined
  /** How far from its pieces, across it, other rows begin, in pixels; undefined where there are none. */
  readonly apart?: number
  /** How like writing it is, 0 to 1. */
  readonly likeness: number
}

/** The box around a region, in pixels. */
export function regionBox({ blots }: WritingRegion): {
  left: number
  top: number
  right: number
  bottom: number
} {
  return {
    left: Math.min(...blots.map((blot) => blot.left)),
    top: Math.min(...blots.map((blot) => blot.top)),
    right: Math.max(...blots.map((blot) => blot.left + blot.width)),
    bottom: Math.max(...blots.map((blot) => blot.top + blot.height)),
  }
}
