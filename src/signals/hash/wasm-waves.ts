import { kernel } from 'virtual:kernel/pdq'
import type { Picture } from '../image/picture.ts'
import { COSINES, WAVES } from './dct-16.ts'
import { PDQ_MOST } from './fit-picture.ts'
import type { MirroredPlaces } from './mirrored-places.ts'
import { type MakeWaves, type PdqWaves, plainWaves } from './pdq-hash.ts'
import { pdqQuality } from './pdq-quality.ts'
import { SMALL, sampledAt } from './shrink-luma.ts'
import type { MakeTurned } from './turned-waves.ts'

interface Kernel {
  readonly memory: WebAssembly.Memory
  cosinesAt(): number
  cosinesTurnedAt(): number
  pixelsAt(): number
  smallAt(): number
  wavesAt(): number
  mirroredAt(): number
  wantedAcrossAt(): number
  wantedDownAt(): number
  sharesAcrossAt(): number
  sharesDownAt(): number
  makeRoom(width: number, height: number, channels: number): void
  pdqWaves(width: number, height: number, channels: number): void
  pdqTurned(width: number, height: number, channels: number): void
}

/**
 * The maker of frequencies by WebAssembly with SIMD, several times as fast and equal to `plainWaves` bit for bit.
 * It has one memory of 3 MB, which grows for pictures that are longer than 512 pixels (up to 4096 x 4096) and stays so, and is
 * not to be entered twice at once, which no synchronous call can do.
 * Where the machine knows no SIMD it is `plainWaves` itself.
 */
export function openWaves(bytes: Uint8Array<ArrayBuffer> = decodeKernel()): MakeWaves {
  if (!WebAssembly.validate(bytes)) return plainWaves
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {})
  const pdq = instance.exports as unknown as Kernel
  let views = viewsOf(pdq)
  views.cosines.set(COSINES)
  views.cosinesTurned.set(COSINES.map((_, at) => COSINES[(at % WAVES) * SMALL + Math.trunc(at / WAVES)]!))
  let room = PDQ_MOST
  const put = ({ width, height, channels, data }: Picture): void => {
    const longest = Math.max(width, height)
    if (longest > PDQ_MOST || room > PDQ_MOST) {
      pdq.makeRoom(width, height, channels)
      room = longest
      if (views.pixels.buffer !== pdq.memory.buffer) views = viewsOf(pdq)
    }
    views.pixels.set(data)
  }
  const waves = (fitted: Picture): PdqWaves => {
    put(fitted)
    pdq.pdqWaves(fitted.width, fitted.height, fitted.channels)
    return { waves: views.waves.slice(), quality: pdqQuality(views.small) }
  }
  const turned: MakeTurned = (fitted, across, down) => {
    put(fitted)
    views.wantedAcross.set(wantedLines(fitted.width, across))
    views.wantedDown.set(wantedLines(fitted.height, down))
    views.sharesAcross.set(across.share)
    views.sharesDown.set(down.share)
    pdq.pdqTurned(fitted.width, fitted.height, fitted.channels)
    const of = (form: number): Float32Array =>
      views.mirrored.slice(form * WAVES * WAVES, (form + 1) * WAVES * WAVES)
    return { waves: [views.waves.slice(), of(0), of(1), of(2)], quality: pdqQuality(views.small) }
  }
  return Object.assign(waves, { turned })
}

/** Lines that are wanted of a blur, ascending: the line times 256, and the place it goes to. */
function wantedLines(side: number, { low }: MirroredPlaces): Int32Array {
  const wanted = new Int32Array(3 * SMALL)
  for (let i = 0; i < SMALL; i++) {
    wanted[i] = sampledAt(i, side) * 256 + i
    wanted[SMALL + i] = low[i]! * 256 + SMALL + i
    wanted[2 * SMALL + i] = (low[i]! + 1) * 256 + 2 * SMALL + i
  }
  return wanted.sort()
}

function viewsOf(pdq: Kernel) {
  const { buffer } = pdq.memory
  return {
    cosines: new Float32Array(buffer, pdq.cosinesAt(), COSINES.length),
    cosinesTurned: new Float32Array(buffer, pdq.cosinesTurnedAt(), COSINES.length),
    pixels: new Uint8Array(buffer, pdq.pixelsAt()),
    small: new Float32Array(buffer, pdq.smallAt(), SMALL * SMALL),
    waves: new Float32Array(buffer, pdq.wavesAt(), WAVES * WAVES),
    mirrored: new Float32Array(buffer, pdq.mirroredAt(), 3 * WAVES * WAVES),
    wantedAcross: new Int32Array(buffer, pdq.wantedAcrossAt(), 3 * SMALL),
    wantedDown: new Int32Array(buffer, pdq.wantedDownAt(), 3 * SMALL),
    sharesAcross: new Float32Array(buffer, pdq.sharesAcrossAt(), SMALL),
    sharesDown: new Float32Array(buffer, pdq.sharesDownAt(), SMALL),
  }
}

function decodeKernel(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(kernel, 'base64'))
}
