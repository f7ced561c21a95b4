import type { Basis, Ktx2File } from 'virtual:basis'
import type { Picture } from '../../image/picture.ts'
import type { DecodeKtx2 } from '../decode-textures.ts'
import { mipsDiffer } from './mips-differ.ts'

/** cTFRGBA32 of Basis Universal. */
const RGBA = 13

/**
 * Opens the transcoder of KTX2 textures (Basis Universal: ETC1S and UASTC, with Zstandard or not). It is loaded with the first
 * texture, and anew after one at which it failed. Never rejects for what a file holds.
 */
export function openKtx2(): DecodeKtx2 {
  let loading: Promise<Basis> | undefined
  return async (bytes, most) => {
    loading ??= load()
    const basis = await loading
    try {
      const read = readFile(basis, bytes, most.pixels)
      if (read === undefined) return undefined
      const [picture, ...smaller] = read
      return { picture: picture!, mipsDiffer: mipsDiffer(picture!, smaller) }
    } catch {
      loading = undefined
      return undefined
    }
  }
}

async function load(): Promise<Basis> {
  const { makeBasis, wasm } = await import('virtual:basis')
  const quiet = { print: () => {}, printErr: () => {} }
  const basis = await makeBasis({ wasmBinary: new Uint8Array(Buffer.from(wasm, 'base64')), ...quiet })
  basis.initializeBasis()
  return basis
}

/** All levels, the largest first; undefined for what is no texture of one picture within so many pixels. */
function readFile(basis: Basis, bytes: Uint8Array, pixels: number): Picture[] | undefined {
  // A mistaken header must not make the transcoder take memory: its own size is read first.
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER || data.getUint32(20, true) * data.getUint32(24, true) > pixels) return undefined
  if (data.getUint32(40, true) > MOST_LEVELS) return undefined
  const file = new basis.KTX2File(bytes)
  try {
    return readLevels(file, pixels)
  } finally {
    file.close()
    file.delete()
  }
}

const HEADER = 80
const MOST_LEVELS = 16

function readLevels(file: Ktx2File, pixels: number): Picture[] | undefined {
  if (!file.isValid()) return undefined
  const [width, height, levels] = [file.getWidth(), file.getHeight(), file.getLevels()]
  const flat = file.getLayers() <= 1 && file.getFaces() === 1
  if (!flat || width < 1 || height < 1 || width * height > pixels || !file.startTranscoding())
    return undefined
  const read: Picture[] = []
  for (let level = 0; level < levels; level++) {
    const [w, h] = [Math.max(1, width >> level), Math.max(1, height >> level)]
    if (file.getImageTranscodedSizeInBytes(level, 0, 0, RGBA) !== w * h * 4) return undefined
    const data = new Uint8Array(w * h * 4)
    if (!file.transcodeImage(data, level, 0, 0, RGBA, 0, -1, -1)) return undefined
    read.push({ width: w, height: h, channels: 4, data })
  }
  return read.length > 0 ? read : undefined
}
