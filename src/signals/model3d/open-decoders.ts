import { createDecoderModule } from 'draco3dgltf'
import { MeshoptDecoder } from 'meshoptimizer/decoder'
import type { Decoders } from './decoders.ts'
import { dracoDecode } from './draco-decode.ts'

/** Loads the WebAssembly decoders of meshopt and Draco, a few ms. */
export async function openDecoders(): Promise<Decoders> {
  const [draco] = await Promise.all([createDecoderModule({}), MeshoptDecoder.ready])
  return {
    meshopt: (target, count, stride, source, mode, filter) =>
      MeshoptDecoder.decodeGltfBuffer(target, count, stride, source, mode, filter),
    draco: dracoDecode(draco),
  }
}
