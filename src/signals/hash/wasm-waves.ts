import { kernel } from 'virtual:kernel/pdq'
import type { Picture } from '../image/picture.ts'
import { COSINES, WAVES } from './dct-16.ts'
import { type MakeWaves, type PdqWaves, plainWaves } from './pdq-hash.ts'
import { pdqQuality } from './pdq-quality.ts'
import { SMALL } from './shrink-luma.ts'

interface Kernel {
  readonly memory: WebAssembly.Memory
  cosinesAt(): number
  cosinesTurnedAt(): number
  pixelsAt(): number
  smallAt(): number
  wavesAt(): number
  pdqWaves(width: number, height: number, channels: number): void
}

/**
 * The maker of frequencies by WebAssembly with SIMD, several times as fast and equal to `plainWaves` bit for bit.
 * It has one memory of 3 MB and is not to be entered twice at once, which no synchronous call can do.
 * Where the machine knows no SIMD it is `plainWaves` itself.
 */
export function openWaves(bytes: Uint8Array<ArrayBuffer> = decodeKernel()): MakeWaves {
  if (!WebAssembly.validate(bytes)) return plainWaves
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {})
  const pdq = instance.exports as unknown as Kernel
  const { buffer } = pdq.memory
  new Float32Array(buffer, pdq.cosinesAt(), COSINES.length).set(COSINES)
  new Float32Array(buffer, pdq.cosinesTurnedAt(), COSINES.length).set(
    COSINES.map((_, at) => COSINES[(at % WAVES) * SMALL + Math.trunc(at / WAVES)]!),
  )
  const pixels = new Uint8Array(buffer, pdq.pixelsAt())
  const small = new Float32Array(buffer, pdq.smallAt(), SMALL * SMALL)
  const waves = new Float32Array(buffer, pdq.wavesAt(), WAVES * WAVES)
  return ({ width, height, channels, data }: Picture): PdqWaves => {
    pixels.set(data)
    pdq.pdqWaves(width, height, channels)
    return { waves: waves.slice(), quality: pdqQuality(small) }
  }
}

function decodeKernel(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(kernel, 'base64'))
}
