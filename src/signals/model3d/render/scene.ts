import type { Picture } from '../../image/picture.ts'

/** How a texture continues outside 0..1. */
export type Wrap = 'repeat' | 'clamp' | 'mirror'

/** A decoded picture as a texture: RGB or RGBA, sRGB as it is stored in the file. */
export interface SceneTexture {
  readonly picture: Picture
  readonly wrapS: Wrap
  readonly wrapT: Wrap
}

/** Which texture a material reads, through which texture coordinates (KHR_texture_transform). */
export interface TextureSlot {
  readonly texture: number
  readonly uvSet: number
  readonly offset?: readonly [number, number]
  /** Radians, counter-clockwise as the extension has it. */
  readonly rotation?: number
  readonly scale?: readonly [number, number]
  /** Instead of the texture's own: materials may share a picture and continue it in other ways. */
  readonly wrapS?: Wrap
  readonly wrapT?: Wrap
}

/** The part of a glTF material that is drawn; factors are linear, as in the file. */
export interface SceneMaterial {
  readonly baseColour: readonly [number, number, number, number]
  readonly baseTexture?: TextureSlot
  readonly alphaMode: 'opaque' | 'mask' | 'blend'
  readonly alphaCutoff: number
  readonly doubleSided: boolean
  readonly emissive: readonly [number, number, number]
  readonly emissiveTexture?: TextureSlot
}

/** Displacements of one morph target, 3 numbers a vertex. */
export interface MorphTarget {
  readonly positions?: Float32Array
  readonly normals?: Float32Array
}

/** Triangles with one material. Vertex i owns numbers 3i..3i+2 of positions and normals, 2i..2i+1 of each uv set. */
export interface MeshPart {
  readonly positions: Float32Array
  readonly normals?: Float32Array
  readonly uvs: readonly Float32Array[]
  /** Linear RGBA, 4 numbers a vertex. */
  readonly colours?: Float32Array
  /** Three a triangle; triangles that point past the positions are left out. */
  readonly indices: Uint32Array
  /** Places in the skin's joints, 4 a vertex, or 8 where JOINTS_1 was joined to them; weights alike. */
  readonly joints?: Uint16Array
  readonly weights?: Float32Array
  readonly morphs: readonly MorphTarget[]
  /** Place in Scene.materials; -1 is glTF's default material. */
  readonly material: number
}

export interface SceneMesh {
  readonly name: string
  readonly parts: readonly MeshPart[]
  /** Weights of the morph targets at rest. */
  readonly weights: readonly number[]
}

/** 4 x 4, column after column, as in glTF. */
export type Matrix = Float64Array

export interface SceneNode {
  /** -1 for a root. */
  readonly parent: number
  /** Relative to the parent. */
  readonly matrix: Matrix
  readonly mesh?: number
  readonly skin?: number
  /** Overrides the mesh's own. */
  readonly weights?: readonly number[]
  /** False for what the default scene does not show. */
  readonly shown: boolean
}

export interface SceneSkin {
  /** Nodes. */
  readonly joints: readonly number[]
  /** One matrix a joint; without them, identity. */
  readonly inverseBinds?: readonly Matrix[]
}

/** All that the renderer needs of a 3D item: plain numbers, already decoded and bounded by the reader. */
export interface Scene {
  readonly meshes: readonly SceneMesh[]
  readonly nodes: readonly SceneNode[]
  readonly materials: readonly SceneMaterial[]
  readonly textures: readonly SceneTexture[]
  readonly skins: readonly SceneSkin[]
}

/** What glTF says of a part without a material. */
export const DEFAULT_MATERIAL: SceneMaterial = {
  baseColour: [1, 1, 1, 1],
  alphaMode: 'opaque',
  alphaCutoff: 0.5,
  doubleSided: false,
  emissive: [0, 0, 0],
}
