/** Decodes EXT_meshopt_compression; throws on data that is none. */
export type MeshoptDecode = (
  target: Uint8Array,
  count: number,
  stride: number,
  source: Uint8Array,
  mode: string,
  filter: string,
) => void

export interface DracoAttribute {
  readonly name: string
  /** Its unique id in the stream. */
  readonly id: number
  /** Numbers a vertex. */
  readonly width: number
}

export interface DracoMesh {
  readonly points: number
  readonly triangles: Uint32Array
  readonly attributes: ReadonlyMap<string, Float32Array>
}

/** Decodes KHR_draco_mesh_compression; throws on data that is none. */
export type DracoDecode = (
  source: Uint8Array,
  attributes: readonly DracoAttribute[],
  most: { points: number; faces: number },
) => DracoMesh

/** The decoders that a reader is given; a file that needs one that is missing is refused with a finding. */
export interface Decoders {
  readonly meshopt?: MeshoptDecode
  readonly draco?: DracoDecode
}
