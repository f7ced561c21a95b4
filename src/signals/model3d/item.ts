import type { Bone } from './body/bone.ts'
import type { Finding } from './finding.ts'

/** Triangles with one material. All lists are as long as the positions say. */
export interface ItemPrimitive {
  /** JSON pointer. */
  readonly at: string
  /** x y z, metres, y up. */
  readonly positions: Float32Array
  /** Three indices a triangle, all below the number of vertices; empty for points and lines. */
  readonly triangles: Uint32Array
  /** Unit vectors, three a vertex. */
  readonly normals?: Float32Array
  /** u v of each set. */
  readonly texcoords: readonly Float32Array[]
  /** r g b a of each vertex, 0 to 1, linear. */
  readonly colors?: Float32Array
  /** Four joints (indices into the skin's joints) and as many weights a vertex, or eight where the file has two sets. */
  readonly joints?: Uint32Array
  readonly weights?: Float32Array
  readonly material?: number
  /** Other materials that a material variant would put here. */
  readonly variants: readonly number[]
  readonly targets: readonly { readonly positions?: Float32Array; readonly normals?: Float32Array }[]
}

export interface ItemMesh {
  readonly at: string
  readonly primitives: readonly ItemPrimitive[]
  /** Of the morph targets, as the file sets them. */
  readonly weights: readonly number[]
}

export interface ItemNode {
  readonly at: string
  readonly parent?: number
  readonly children: readonly number[]
  readonly mesh?: number
  readonly skin?: number
  /** Whether the scene that a viewer shows reaches it. */
  readonly shown: boolean
  /** Column-major 4×4 matrices: to its parent, and to the world. */
  readonly local: Float64Array
  readonly world: Float64Array
  readonly weights?: readonly number[]
}

/** How a material uses a texture. */
export interface TextureUse {
  /** Index into the item's textures. */
  readonly texture: number
  readonly texcoord: number
  /** KHR_texture_transform. */
  readonly offset: readonly [number, number]
  readonly scale: readonly [number, number]
  readonly rotation: number
  /** How it continues outside of 0 to 1. */
  readonly wrapS: TextureWrap
  readonly wrapT: TextureWrap
}

export type TextureWrap = 'repeat' | 'clamp' | 'mirror'

export interface ItemMaterial {
  readonly at: string
  readonly baseColor: readonly [number, number, number, number]
  readonly baseTexture?: TextureUse
  readonly emissive: readonly [number, number, number]
  readonly emissiveTexture?: TextureUse
  /** Normals, roughness, occlusion and what extensions add. */
  readonly otherTextures: readonly TextureUse[]
  readonly alphaMode: 'OPAQUE' | 'MASK' | 'BLEND'
  readonly alphaCutoff: number
  readonly doubleSided: boolean
  readonly unlit: boolean
  /** Whether its name says that it is a body's skin. */
  readonly skin: boolean
}

/** A picture of the file, whether anything uses it or not. */
export interface ItemTexture {
  readonly at: string
  /** As encoded; a view into the file, or empty when it could not be reached. */
  readonly bytes: Uint8Array
  /** By its first bytes. */
  readonly mime: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/ktx2' | 'unknown'
  /** By its header; 0 when unknown. */
  readonly width: number
  readonly height: number
  /** Whether any texture, material or thumbnail names it. */
  readonly used: boolean
}

export interface ItemSkin {
  readonly at: string
  /** Nodes. */
  readonly joints: readonly number[]
  /** 16 numbers a joint. */
  readonly inverseBind: Float32Array
}

export interface ItemMorph {
  readonly mesh: number
  readonly targets: number
}

/** What a reader makes of a file, all bounded; nothing in it points outside the file. */
export interface Item {
  readonly format: 'glb' | 'gltf' | 'unknown'
  /** Whether everything in the file was read; else a finding says what was not: an error, or `too-slow`. */
  readonly whole: boolean
  readonly meshes: readonly ItemMesh[]
  readonly nodes: readonly ItemNode[]
  readonly materials: readonly ItemMaterial[]
  readonly textures: readonly ItemTexture[]
  readonly skins: readonly ItemSkin[]
  readonly morphs: readonly ItemMorph[]
  /** The nodes that are bones of a human-like body, as far as it has one. */
  readonly humanoid: Readonly<Partial<Record<Bone, number>>>
  /** Names of extensions that the file uses, declares or requires, in order of the alphabet. */
  readonly extensions: readonly string[]
  /** Animations that the file has; they are not read. */
  readonly animations: number
  /** Bytes after the end of the file's own length, and bytes of its buffers that nothing names. */
  readonly trailingBytes: number
  readonly unusedBytes: number
  readonly findings: readonly Finding[]
}
