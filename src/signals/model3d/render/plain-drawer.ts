import { type Canvas, clearCanvas, createCanvas } from './canvas.ts'
import { developCanvas } from './develop-canvas.ts'
import { drawTriangle } from './draw-batch.ts'
import type { Drawer } from './drawer.ts'
import { fillTriangle, STRIDE } from './fill-triangle.ts'

/** Draws in plain TypeScript: what the kernel is held to, and where there is none. */
export function plainDrawer(): Drawer {
  // The last canvas is kept: making one for every view costs more than clearing it.
  let canvas: Canvas = createCanvas(0, 0, 0)
  return {
    open(across, budget) {
      if (canvas.width === across) clearCanvas(canvas, budget)
      else canvas = createCanvas(across, across, budget)
    },
    draw(all, order, near, sides) {
      for (let i = 0; i < order.length && canvas.budget >= 0; i += 2)
        drawTriangle(canvas, all[order[i]!]!, order[i + 1]!, near, sides)
    },
    fill(corners, paint) {
      for (let at = 0; at < corners.length && canvas.budget >= 0; at += 3 * STRIDE)
        fillTriangle(canvas, paint, corners.subarray(at, at + 3 * STRIDE))
    },
    develop: (size, samples) => ({
      ...developCanvas(canvas, size, samples),
      complete: canvas.budget >= 0,
    }),
  }
}
