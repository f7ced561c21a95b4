import { WAVES } from './dct-16.ts'

interface Turn {
  readonly name: string
  /** Whether rows become columns. */
  readonly swapped: boolean
  /** Whether the frequency of row i and column j changes its sign. */
  negated(i: number, j: number): boolean
}

const odd = (value: number) => value % 2 === 1

/** Turned and mirrored pictures in the order in which the reference prints their hashes. */
export const TURNS: readonly Turn[] = [
  { name: 'original', swapped: false, negated: () => false },
  { name: 'rotated 90', swapped: true, negated: (_, j) => !odd(j) },
  { name: 'rotated 180', swapped: false, negated: (i, j) => odd(i + j) },
  { name: 'rotated 270', swapped: true, negated: (i) => !odd(i) },
  { name: 'flipped top to bottom', swapped: false, negated: (i) => !odd(i) },
  { name: 'flipped left to right', swapped: false, negated: (_, j) => !odd(j) },
  { name: 'transposed', swapped: true, negated: () => false },
  { name: 'transposed on the other diagonal', swapped: true, negated: (i, j) => odd(i + j) },
]

/** The frequencies of the turned picture, made from those of the picture itself. */
export function dihedralWaves(waves: Float32Array, { swapped, negated }: Turn): Float32Array {
  const turned = new Float32Array(WAVES * WAVES)
  for (let i = 0; i < WAVES; i++)
    for (let j = 0; j < WAVES; j++) {
      const wave = waves[i * WAVES + j]!
      turned[swapped ? j * WAVES + i : i * WAVES + j] = negated(i, j) ? -wave : wave
    }
  return turned
}
