// @ts-expect-error: the package has no types
import { createDecoderModule } from 'draco3dgltf'
import { MeshoptDecoder } from 'meshoptimizer/decoder'
import type { Decoders } from './decoders.ts'
import { dracoDecode } from './draco-decode.ts'
import type { DracoModule } from './draco-module.ts'

/** Loads the WebAssembly decoders of meshopt and Draco, a few ms. */
export async function openDecoders(): Promise<Decoders> {
  const loading: Promise<DracoModule> = createDecoderModule({})
  const [draco] = await Promise.all([loading, MeshoptDecoder.ready])
  return {
    meshopt: (target, count, stride, source, mode, filter) =>
      MeshoptDecoder.decodeGltfBuffer(target, count, stride, source, mode, filter),
    draco: dracoDecode(draco),
  }
}
