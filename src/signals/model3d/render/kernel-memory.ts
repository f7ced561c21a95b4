import type { MipLevel } from './build-mips.ts'
import { KERNEL_KEEPS, openRenderKernel, type RenderKernel } from './render-kernel.ts'

/** Bytes a sample of the canvas and what is made of it: colour, depth, owner; red, green, blue, and the owner again. */
const PLACE = 15

/** The kernel's memory: a canvas and its picture, then textures, which stay until they are too many, then what is drawn now. */
export class KernelMemory {
  run: RenderKernel
  private memory: WebAssembly.Memory
  private readonly most: number
  private places = 0
  private textures = new WeakMap<readonly MipLevel[], number>()
  /** Where the textures begin, and the end of what is kept. */
  private start = KERNEL_KEEPS
  private end = KERNEL_KEEPS
  /** The end of what is kept for this draw. */
  private scratch = KERNEL_KEEPS

  /** `most`: bytes of textures after which all of them are forgotten. Throws where the machine knows no SIMD. */
  constructor(most: number) {
    const { run, memory } = openRenderKernel()
    this.most = most
    this.run = run
    this.memory = memory
  }

  /** Where the canvas lies. To be called before anything of a picture is put in: textures may be forgotten. */
  canvas(across: number): number {
    const places = across * across
    if (places > this.places || this.end - this.start > this.most) {
      this.places = Math.max(places, this.places)
      this.start = KERNEL_KEEPS + PLACE * this.places + 64
      this.end = this.start
      this.textures = new WeakMap()
      // What one item needed is given back, where it is far more than usual.
      if (this.memory.buffer.byteLength > this.start + 2 * this.most) {
        const { run, memory } = openRenderKernel()
        this.run = run
        this.memory = memory
      }
      this.reserve(this.start)
    }
    this.scratch = this.end
    return KERNEL_KEEPS
  }

  /** Where a texture's number of levels lies, its levels (width, height, place of the texels) after it. */
  texture(levels: readonly MipLevel[]): number {
    const known = this.textures.get(levels)
    if (known !== undefined) return known
    const texels = levels.reduce((sum, level) => sum + level.texels.byteLength, 0)
    const at = this.end
    let to = aligned(at + 4 + 12 * levels.length)
    this.end = aligned(to + texels)
    this.scratch = this.end
    this.reserve(this.end)
    const words = new Int32Array(this.memory.buffer)
    words[at >> 2] = levels.length
    for (const [i, level] of levels.entries()) {
      words.set([level.width, level.height, to], (at >> 2) + 1 + 3 * i)
      words.set(level.texels, to >> 2)
      to += level.texels.byteLength
    }
    this.textures.set(levels, at)
    return at
  }

  /** From now on numbers are put in anew, after the textures. */
  clear(): void {
    this.scratch = this.end
  }

  /** Puts numbers in; 0 where there are none. */
  put(numbers: Float64Array | Float32Array | Uint32Array | Int32Array | undefined): number {
    if (numbers === undefined) return 0
    const at = this.scratch
    this.scratch = aligned(at + numbers.byteLength)
    this.reserve(this.scratch)
    new Uint8Array(this.memory.buffer).set(
      new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
      at,
    )
    return at
  }

  /** A copy of bytes. */
  copy(at: number, bytes: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer).slice(at, at + bytes)
  }

  private reserve(end: number): void {
    const missing = end - this.memory.buffer.byteLength
    if (missing > 0) this.memory.grow(Math.ceil(missing / 65_536))
  }
}

function aligned(at: number): number {
  return Math.ceil(at / 16) * 16
}
