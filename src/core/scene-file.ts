/**
 * A 3D item as viewers get it: posed triangles and PNG textures, written by the service after it has read the file. So no
 * viewer has to read a file that somebody made to break it. The form: the length of the header in 4 bytes (little
 * endian), the header as JSON padded with spaces to 4 bytes, then the numbers, then the pictures.
 */
export interface SceneFileHeader {
  readonly form: 1
  /** '-z' for VRM 0.x. */
  readonly faces: '+z' | '-z'
  readonly parts: readonly SceneFilePart[]
  readonly textures: readonly SceneFileTexture[]
  /** Triangles that were left out because a budget was spent. */
  readonly leftOut: number
}

/** Where numbers or bytes lie behind the header: offset in bytes, and how many of them. */
export type Stretch = readonly [offset: number, count: number]

export interface SceneFilePart {
  /** Place of the mesh in the file. */
  readonly mesh: number
  /** Whether the scene that players see shows it. */
  readonly shown: boolean
  /** x y z, metres, float32. */
  readonly positions: Stretch
  /** Three a triangle, uint32. */
  readonly indices: Stretch
  /** u v, float32. */
  readonly uvs?: Stretch
  /** r g b a, float32, as sRGB stores them. */
  readonly colours?: Stretch
  /** Linear r g b a. */
  readonly base: readonly [number, number, number, number]
  readonly texture?: number
  readonly wrap: readonly [Wrap, Wrap]
  readonly alpha: 'opaque' | 'mask' | 'blend'
  readonly cutoff: number
  readonly doubleSided: boolean
}

export type Wrap = 'repeat' | 'clamp' | 'mirror'

export interface SceneFileTexture {
  /** Bytes of a PNG. */
  readonly png: Stretch
  readonly width: number
  readonly height: number
}

/** Writes a scene: `stretches` lie behind each other in the order in which `stretch` was called. */
export function sceneFileWriter(): {
  stretch(data: Float32Array | Uint32Array | Uint8Array): Stretch
  write(header: SceneFileHeader): Uint8Array<ArrayBuffer>
} {
  const pieces: Uint8Array[] = []
  let length = 0
  return {
    stretch(data) {
      const at = length
      pieces.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      length += Math.ceil(data.byteLength / 4) * 4
      return [at, data.length]
    },
    write(header) {
      const text = JSON.stringify(header)
      const json = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 4) * 4))
      const file = new Uint8Array(4 + json.length + length)
      new DataView(file.buffer).setUint32(0, json.length, true)
      file.set(json, 4)
      let at = 4 + json.length
      for (const piece of pieces) {
        file.set(piece, at)
        at += Math.ceil(piece.length / 4) * 4
      }
      return file
    },
  }
}

/** A scene file as it was read: views into its bytes. Throws on what `sceneFileWriter` did not write. */
export function readSceneFile(file: ArrayBuffer): {
  readonly header: SceneFileHeader
  floats(stretch: Stretch): Float32Array<ArrayBuffer>
  indices(stretch: Stretch): Uint32Array<ArrayBuffer>
  bytes(stretch: Stretch): Uint8Array<ArrayBuffer>
} {
  const length = new DataView(file).getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 4, length))) as SceneFileHeader
  if (header.form !== 1) throw new Error('This scene has a form that is not known here; load the page again.')
  const from = 4 + length
  return {
    header,
    floats: ([at, count]) => new Float32Array(file, from + at, count),
    indices: ([at, count]) => new Uint32Array(file, from + at, count),
    bytes: ([at, count]) => new Uint8Array(file, from + at, count),
  }
}
