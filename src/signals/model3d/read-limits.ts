/** Budgets of reading one file. What goes beyond one is refused with a finding, before memory is taken for it. */
export interface ReadLimits {
  readonly fileBytes: number
  readonly jsonBytes: number
  /** Nesting of the JSON. */
  readonly jsonDepth: number
  /** Objects and lists in the JSON. */
  readonly jsonContainers: number
  readonly accessors: number
  readonly nodes: number
  /** Depth of the tree of nodes. */
  readonly depth: number
  readonly primitives: number
  /** Triangles in the file, each mesh counted once. */
  readonly triangles: number
  /** Places where meshes stand. */
  readonly instances: number
  /** Triangles, and vertices, as often as their mesh stands somewhere. */
  readonly drawnTriangles: number
  readonly drawnVertices: number
  /** Bytes of all that is made from the file: accessors, decoded views, data: URIs. */
  readonly decodedBytes: number
  /** Decoded bytes for a compressed byte. A first 64 KiB of each view is free. */
  readonly decodedRatio: number
  readonly textures: number
  readonly textureSide: number
  /** Pixels of one texture, and of all. */
  readonly texturePixels: number
  readonly allTexturePixels: number
  readonly timeMs: number
}

/** Roomy for real avatars and items, and safe for 300 MB and a second. */
export const READ_LIMITS: ReadLimits = {
  fileBytes: 64 << 20,
  jsonBytes: 8 << 20,
  jsonDepth: 128,
  jsonContainers: 500_000,
  accessors: 50_000,
  nodes: 65_536,
  depth: 256,
  primitives: 4_096,
  triangles: 500_000,
  instances: 2_000,
  drawnTriangles: 2_000_000,
  drawnVertices: 4_000_000,
  decodedBytes: 96 << 20,
  decodedRatio: 1_024,
  textures: 256,
  textureSide: 8_192,
  texturePixels: 4_096 * 4_096,
  allTexturePixels: 4 * 4_096 * 4_096,
  timeMs: 800,
}
