interface DracoOutline {
  num_points(): number
  num_faces(): number
}
interface DracoStatus {
  ok(): boolean
}
interface DracoDecoder {
  GetEncodedGeometryType(buffer: unknown): number
  DecodeBufferToMesh(buffer: unknown, mesh: DracoOutline): DracoStatus
  GetAttributeByUniqueId(mesh: DracoOutline, id: number): { ptr: number; num_components(): number }
  GetAttributeDataArrayForAllPoints(
    mesh: DracoOutline,
    attribute: unknown,
    kind: number,
    bytes: number,
    pointer: number,
  ): boolean
  GetTrianglesUInt32Array(mesh: DracoOutline, bytes: number, pointer: number): boolean
}
/** What is used of the loaded module of draco3dgltf, which has no types of its own. */
export interface DracoModule {
  readonly TRIANGULAR_MESH: number
  readonly DT_FLOAT32: number
  readonly HEAPF32: Float32Array
  readonly HEAPU32: Uint32Array
  readonly Decoder: new () => DracoDecoder
  readonly Mesh: new () => DracoOutline
  readonly DecoderBuffer: new () => { Init(bytes: Int8Array, length: number): void }
  destroy(object: unknown): void
  _malloc(bytes: number): number
  _free(pointer: number): void
}
