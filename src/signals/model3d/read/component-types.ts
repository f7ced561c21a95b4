/** How the numbers of an accessor are stored. */
export interface Component {
  readonly bytes: 1 | 2 | 4
  readonly read: (data: DataView, at: number) => number
  /** What a whole number is divided by when it is normalised; below -1 is -1. */
  readonly whole: number
}

/** Component types of glTF, by their number. */
export const COMPONENTS: ReadonlyMap<unknown, Component> = new Map([
  [5120, { bytes: 1, read: (data, at) => data.getInt8(at), whole: 127 }],
  [5121, { bytes: 1, read: (data, at) => data.getUint8(at), whole: 255 }],
  [5122, { bytes: 2, read: (data, at) => data.getInt16(at, true), whole: 32_767 }],
  [5123, { bytes: 2, read: (data, at) => data.getUint16(at, true), whole: 65_535 }],
  [5125, { bytes: 4, read: (data, at) => data.getUint32(at, true), whole: 0 }],
  [5126, { bytes: 4, read: (data, at) => data.getFloat32(at, true), whole: 0 }],
] satisfies [unknown, Component][])

export const FLOAT = 5126

/** Numbers of an element, by the accessor's type. */
export const WIDTHS: ReadonlyMap<unknown, number> = new Map([
  ['SCALAR', 1],
  ['VEC2', 2],
  ['VEC3', 3],
  ['VEC4', 4],
  ['MAT2', 4],
  ['MAT3', 9],
  ['MAT4', 16],
])
