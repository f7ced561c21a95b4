import type { DracoDecode } from './decoders.ts'
import type { DracoModule } from './draco-module.ts'

/** Makes the decoder of a loaded Draco module. It throws for data that is none, and for more than was claimed. */
export function dracoDecode(draco: DracoModule): DracoDecode {
  /** Lets Draco write so many bytes, and copies them out. */
  function copy<T>(bytes: number, write: (pointer: number) => boolean, take: (at: number) => T): T {
    const pointer = draco._malloc(bytes)
    try {
      if (!write(pointer)) throw new Error('Draco gave no data')
      return take(pointer / 4)
    } finally {
      draco._free(pointer)
    }
  }

  return (source, asked, most) => {
    const decoder = new draco.Decoder()
    const buffer = new draco.DecoderBuffer()
    const mesh = new draco.Mesh()
    try {
      const bytes = new Int8Array(source.buffer, source.byteOffset, source.byteLength)
      buffer.Init(bytes, bytes.length)
      if (decoder.GetEncodedGeometryType(buffer) !== draco.TRIANGULAR_MESH) throw new Error('not a mesh')
      if (!decoder.DecodeBufferToMesh(buffer, mesh).ok()) throw new Error('Draco refuses the data')
      const points = mesh.num_points()
      const faces = mesh.num_faces()
      if (points > most.points || faces > most.faces) throw new Error('more than was claimed')

      const triangles = copy(
        faces * 12,
        (pointer) => decoder.GetTrianglesUInt32Array(mesh, faces * 12, pointer),
        (at) => draco.HEAPU32.slice(at, at + faces * 3),
      )
      const attributes = new Map<string, Float32Array>()
      for (const { name, id, width } of asked) {
        const attribute = decoder.GetAttributeByUniqueId(mesh, id)
        if (attribute.ptr === 0 || attribute.num_components() !== width)
          throw new Error('an attribute is missing')
        const size = points * width * 4
        const values = copy(
          size,
          (pointer) =>
            decoder.GetAttributeDataArrayForAllPoints(mesh, attribute, draco.DT_FLOAT32, size, pointer),
          (at) => draco.HEAPF32.slice(at, at + points * width),
        )
        attributes.set(name, values)
      }
      return { points, triangles, attributes }
    } finally {
      draco.destroy(mesh)
      draco.destroy(buffer)
      draco.destroy(decoder)
    }
  }
}
