import type { Picture } from '../../image/picture.ts'
import type { Seen, Sides } from './draw-batch.ts'
import type { Paint } from './paint.ts'

/** One picture as it was drawn. */
export interface Drawn {
  /** RGB on grey. */
  readonly picture: Picture
  /** Who is seen at each pixel, as paints name it; 0 for the background. */
  readonly owner: Uint16Array
  /** False where the budget was spent first: the picture lacks something. */
  readonly complete: boolean
}

/** Draws one picture at a time: open, any of draw and fill, develop. */
export interface Drawer {
  /** An empty canvas of `across` samples each way; `budget`: samples that may be looked at. */
  open(across: number, budget: number): void
  /** Draws triangles in this order: pairs of a place in `all` and the place of the first index. */
  draw(all: readonly Seen[], order: Int32Array, near: number, sides: Sides): void
  /** Draws triangles whose corners (3 × STRIDE numbers each) are on the picture already. */
  fill(corners: Float64Array, paint: Paint): void
  /** The picture of `size` pixels each way; the canvas has `samples` for each, each way. */
  develop(size: number, samples: 1 | 2): Drawn
}
