import { kernel } from 'virtual:kernel/resize'
import type { Picture } from '../picture.ts'
import type { Taps } from './resize-weights.ts'

/** Where one channel goes: from `to` on in what is written, each value of 0 to 255 times `scale` less `shift`. */
export interface ChannelPlace {
  /** Of the picture's channels, from 0. */
  readonly from: number
  readonly to: number
  readonly scale: number
  readonly shift: number
}

/** Writes a picture of three channels, each new pixel made of the four old ones around it, into three planes. */
export type CornerPlanes = (
  picture: Picture,
  taps: { readonly across: Taps; readonly down: Taps },
  places: readonly ChannelPlace[],
  into: Float32Array,
) => void

interface Kernel {
  readonly memory: WebAssembly.Memory
  makeRoom(from: number, to: number): void
  scalesAt(): number
  shiftsAt(): number
  leftsAt(): number
  farsAt(): number
  planesAt(): number
  topAt(): number
  bottomAt(): number
  cornerRow(right: number, low: number): void
}

/**
 * By WebAssembly with SIMD, several times as fast as the plain way and equal to it bit for bit; undefined where the machine
 * knows no SIMD. It has one memory and is not to be entered twice at once, which no synchronous call can do.
 */
export function openCornerPlanes(bytes: Uint8Array<ArrayBuffer> = decodeKernel()): CornerPlanes | undefined {
  if (!WebAssembly.validate(bytes)) return undefined
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {})
  const resize = exports as unknown as Kernel
  return ({ width, height, data }, { across, down }, places, into) => {
    const columns = across.first.length
    resize.makeRoom(width, columns)
    const { buffer } = resize.memory
    new Int32Array(buffer, resize.leftsAt(), columns).set(across.first.map((first) => first * 3))
    new Float64Array(buffer, resize.farsAt(), columns).set(across.weights.filter((_, i) => i % 2 === 1))
    const ofChannels = [0, 1, 2].map((channel) => places.find(({ from }) => from === channel)!)
    new Float64Array(buffer, resize.scalesAt(), 3).set(ofChannels.map(({ scale }) => scale))
    new Float64Array(buffer, resize.shiftsAt(), 3).set(ofChannels.map(({ shift }) => shift))
    const memory = new Uint8Array(buffer)
    const [top, bottom] = [resize.topAt(), resize.bottomAt()]
    const planes = [0, 1, 2].map(
      (c) => new Float32Array(buffer, resize.planesAt() + c * columns * 4, columns),
    )
    const right = width > 1 ? 3 : 0
    for (let y = 0; y < down.first.length; y++) {
      const above = down.first[y]!
      const below = Math.min(above + 1, height - 1)
      memory.set(data.subarray(above * width * 3, (above + 1) * width * 3), top)
      memory.set(data.subarray(below * width * 3, (below + 1) * width * 3), bottom)
      resize.cornerRow(right, down.weights[y * 2 + 1]!)
      for (const [c, { to }] of ofChannels.entries()) into.set(planes[c]!, to + y * columns)
    }
  }
}

function decodeKernel(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(kernel, 'base64'))
}
