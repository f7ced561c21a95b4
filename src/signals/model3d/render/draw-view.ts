import type { Picture } from '../../image/picture.ts'
import type { MipTexture } from './build-mips.ts'
import { type Canvas, clearCanvas, createCanvas } from './canvas.ts'
import { drawTriangle, type Seen, type Sides, seeBatch } from './draw-batch.ts'
import { fromNearToFar } from './from-near-to-far.ts'
import { paintOf } from './paint.ts'
import type { Camera } from './place-camera.ts'
import type { Batch } from './pose-scene.ts'

export interface DrawOptions {
  /** Pixels across and down. */
  readonly size?: number
  /** 1: one sample a pixel. 2: 2 × 2, and their mean. */
  readonly samples?: 1 | 2
  readonly sides?: Sides
  /** Samples looked at before the drawing stops, for each sample of the picture: a bound on time, not on looks. */
  readonly maxOverdraw?: number
}

export const DRAW_DEFAULTS: Required<DrawOptions> = {
  size: 512,
  samples: 1,
  sides: 'material',
  maxOverdraw: 64,
}

export interface View {
  /** RGB on grey. */
  readonly picture: Picture
  /** 1 + the place in `batches` of what is seen at each pixel; 0 for the background. */
  readonly owner: Uint16Array
  /** False where the budget was spent first: the picture lacks something. */
  readonly complete: boolean
}

/**
 * Draws batches as a camera sees them: opaque and masked parts by depth, then blended ones from the far to the near.
 * The same batches give the same bytes on every machine: only + - × ÷ √ on doubles, whole numbers and rounding to
 * float32 are used, all of which the standard fixes to the bit; no Math.sin, pow or exp, no view of bytes as words.
 */
export function drawView(
  batches: readonly Batch[],
  textures: readonly (MipTexture | undefined)[],
  camera: Camera,
  options: DrawOptions = {},
): View {
  const { size, samples, sides, maxOverdraw } = { ...DRAW_DEFAULTS, ...options }
  const across = size * samples
  const canvas = borrowCanvas(across, across * across * maxOverdraw)
  const solid: Seen[] = []
  const blended: Seen[] = []
  batches.forEach((batch, place) => {
    const seen = seeBatch(batch, paintOf(batch, textures, Math.min(65_535, place + 1)), camera)
    if (batch.material.alphaMode === 'blend') blended.push(seen)
    else solid.push(seen)
  })
  fromNearToFar(solid, (seen, first) => {
    if (canvas.budget >= 0) drawTriangle(canvas, seen, first, camera.near, sides)
  })
  for (const { seen, first } of fromFarToNear(blended)) {
    if (canvas.budget < 0) break
    drawTriangle(canvas, seen, first, camera.near, sides)
  }
  return { ...develop(canvas, size, samples), complete: canvas.budget >= 0 }
}

// The last canvas is kept: making one for every view costs more than clearing it. Never seen outside of one call.
let kept: Canvas | undefined

function borrowCanvas(across: number, budget: number): Canvas {
  if (kept?.width === across) clearCanvas(kept, budget)
  else kept = createCanvas(across, across, budget)
  return kept
}

interface Far {
  readonly seen: Seen
  readonly first: number
  readonly distance: number
  readonly across: number
}

function fromFarToNear(blended: readonly Seen[]): Far[] {
  const all: Far[] = []
  for (const seen of blended) {
    const { vertices } = seen
    const { indices } = seen.batch
    for (let first = 0; first + 2 < indices.length; first += 3) {
      const sum = (k: number): number =>
        vertices[4 * indices[first]! + k]! +
        vertices[4 * indices[first + 1]! + k]! +
        vertices[4 * indices[first + 2]! + k]!
      const distance = sum(2)
      if (Number.isFinite(distance)) all.push({ seen, first, distance, across: sum(0) + 3 * sum(1) })
    }
  }
  return all.sort((a, b) => b.distance - a.distance || a.across - b.across)
}

/** The mean of the samples of each pixel, and who is nearest in it. */
export function develop(
  canvas: Canvas,
  size: number,
  samples: 1 | 2,
): { picture: Picture; owner: Uint16Array } {
  const data = new Uint8Array(size * size * 3)
  const owner = new Uint16Array(size * size)
  const { colour, depth, width } = canvas
  if (samples === 1) {
    for (let place = 0, to = 0; place < colour.length; place++) {
      const value = colour[place]!
      data[to++] = value
      data[to++] = value >> 8
      data[to++] = value >> 16
    }
    owner.set(canvas.owner)
    return { picture: { width: size, height: size, channels: 3, data }, owner }
  }
  for (let y = 0, place = 0; y < size; y++)
    for (let x = 0; x < size; x++, place++) {
      let from = y * samples * width + x * samples
      let red = 0
      let green = 0
      let blue = 0
      let nearest = from
      for (let row = 0; row < samples; row++, from += width)
        for (let column = 0; column < samples; column++) {
          const value = colour[from + column]!
          red += value & 255
          green += (value >> 8) & 255
          blue += (value >> 16) & 255
          if (depth[from + column]! > depth[nearest]!) nearest = from + column
        }
      data[3 * place] = (red + 2) >> 2
      data[3 * place + 1] = (green + 2) >> 2
      data[3 * place + 2] = (blue + 2) >> 2
      owner[place] = canvas.owner[nearest]!
    }
  return { picture: { width: size, height: size, channels: 3, data }, owner }
}
