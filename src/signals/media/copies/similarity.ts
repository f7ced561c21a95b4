/**
 * Shapes at this distance have similarity 0.5. Measured on items made in code (`npm run bench -- copies`): what is done to a
 * shape that keeps its design moves it less, and items of other parameters are further apart.
 */
export const SHAPE_HALF = 0.03
/** Pictures at this distance have similarity 0.5: PDQ's own bound for the same picture. */
export const PICTURE_HALF = 31
/** From here on it is called a copy. */
export const COPY = 0.5

/** 1 at no distance, 0.5 at `half`, falling by half again with each further `half`. */
export function similarity(distance: number, half: number): number {
  return 2 ** (-distance / half)
}

/** The distance at which the similarity is so large; Infinity for 0. */
export function distanceAt(least: number, half: number): number {
  return -half * Math.log2(least)
}
