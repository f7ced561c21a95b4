import type { MipTexture } from './build-mips.ts'
import type { Sides } from './draw-batch.ts'
import type { Drawer } from './drawer.ts'
import { STRIDE } from './fill-triangle.ts'
import { KernelMemory } from './kernel-memory.ts'
import type { Paint } from './paint.ts'
import type { Batch } from './pose-scene.ts'

const SIDES: Readonly<Record<Sides, number>> = { material: 0, both: 1, inner: 2 }
const WRAPS = { repeat: 0, clamp: 1, mirror: 2 } as const
/** Bytes of a batch as the kernel reads it. */
const BATCH = 120
const MOST_TEXTURES = 48 << 20

/**
 * Draws by WebAssembly, several times as fast as plainDrawer and equal to it bit for bit. Textures stay in its memory from
 * picture to picture until they are more than `mostTextures` bytes. Throws where the machine knows no SIMD.
 */
export function kernelDrawer(mostTextures = MOST_TEXTURES): Drawer {
  const memory = new KernelMemory(mostTextures)
  let canvas = 0
  let places = 0

  const textureOf = (texture: MipTexture | undefined): number[] =>
    texture === undefined
      ? [0, 0, 0]
      : [memory.texture(texture.levels), WRAPS[texture.wrapS], WRAPS[texture.wrapT]]

  function write(batches: DataView, at: number, lies: Lies, paint: Paint, batch?: Batch): void {
    const flags =
      (batch?.mirrored === true ? 1 : 0) |
      (batch?.material.doubleSided === true ? 2 : 0) |
      (paint.alphaMode === 'mask' ? 4 : 0) |
      (paint.alphaMode === 'blend' ? 8 : 0) |
      (paint.glows ? 16 : 0)
    const words = [...lies, flags, paint.owner, ...textureOf(paint.base), ...textureOf(paint.emissive)]
    for (const [i, word] of words.entries()) batches.setUint32(at + 4 * i, word, true)
    const { cutoff, red, green, blue, alpha, emissiveRed, emissiveGreen, emissiveBlue } = paint
    const numbers = [cutoff, red, green, blue, alpha, emissiveRed, emissiveGreen, emissiveBlue]
    for (const [i, number] of numbers.entries()) batches.setFloat64(at + 56 + 8 * i, number, true)
  }

  return {
    open(across, budget) {
      canvas = memory.canvas(across)
      places = across * across
      memory.run.openCanvas(canvas, across, across, budget)
    },
    draw(all, order, near, sides) {
      // All textures come first: what is put in lies behind them.
      for (const { paint } of all) for (const texture of [paint.base, paint.emissive]) textureOf(texture)
      memory.clear()
      const batches = new DataView(new ArrayBuffer(BATCH * all.length))
      for (const [i, { batch, paint, vertices }] of all.entries()) {
        const { indices, baseUvs, emissiveUvs, colours } = batch
        const lies: Lies = [
          ...([memory.put(vertices), vertices.length / 4, memory.put(indices)] as const),
          ...([memory.put(baseUvs), memory.put(emissiveUvs), memory.put(colours)] as const),
        ]
        write(batches, i * BATCH, lies, paint, batch)
      }
      const at = memory.put(new Uint32Array(batches.buffer))
      memory.run.drawTriangles(memory.put(order), order.length / 2, at, near, SIDES[sides])
    },
    fill(corners, paint) {
      for (const texture of [paint.base, paint.emissive]) textureOf(texture)
      memory.clear()
      const batch = new DataView(new ArrayBuffer(BATCH))
      write(batch, 0, [0, 0, 0, 0, 0, paint.coloured ? 1 : 0], paint)
      const at = memory.put(new Uint32Array(batch.buffer))
      memory.run.fillTriangles(memory.put(corners), corners.length / (3 * STRIDE), at)
    },
    develop(size, samples) {
      // Behind the canvas of 10 bytes a sample there are 5 more: the picture's three, and its owners' two.
      const owners = canvas + 10 * places
      const pixels = owners + 2 * size * size
      memory.run.develop(size, samples, pixels, owners)
      return {
        picture: { width: size, height: size, channels: 3, data: memory.copy(pixels, 3 * size * size) },
        owner: new Uint16Array(memory.copy(owners, 2 * size * size).buffer),
        complete: memory.run.budgetLeft() >= 0,
      }
    },
  }
}

/** Addresses of vertices, their count, indices, texture coordinates, those of what glows, colours. */
type Lies = readonly [number, number, number, number, number, number]
