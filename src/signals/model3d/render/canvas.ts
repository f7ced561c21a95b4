/** What is drawn on: one sample a place, rows from the top. */
export interface Canvas {
  readonly width: number
  readonly height: number
  /** red | green << 8 | blue << 16 */
  readonly colour: Int32Array
  /** 1 / distance, so larger is nearer; 0 where nothing was drawn. */
  readonly depth: Float32Array
  /** 1 + the batch that is seen there; 0 for the background. */
  readonly owner: Uint16Array
  /** Samples that may still be looked at before the drawing stops: a bound on time. */
  budget: number
}

/** A grey that few items have, and that no classifier takes for skin. */
export const BACKGROUND = 0x00808080

export function createCanvas(width: number, height: number, budget: number): Canvas {
  const places = width * height
  return {
    width,
    height,
    colour: new Int32Array(places).fill(BACKGROUND),
    depth: new Float32Array(places),
    owner: new Uint16Array(places),
    budget,
  }
}

/** Makes a canvas as it was when new. */
export function clearCanvas(canvas: Canvas, budget: number): void {
  canvas.colour.fill(BACKGROUND)
  canvas.depth.fill(0)
  canvas.owner.fill(0)
  canvas.budget = budget
}
