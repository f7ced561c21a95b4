import type { Decoders, DracoMesh } from '../decoders.ts'
import { Fault } from '../finding.ts'
import type { FindingList } from '../finding-list.ts'
import type { ItemPrimitive } from '../item.ts'
import type { Budget } from './budget.ts'
import { decodeDraco } from './decode-draco.ts'
import { indexOf, type Json, listOf, objectOf, objectsOf, wholeOf } from './fields.ts'
import type { Accessors } from './open-accessors.ts'
import type { Views } from './open-views.ts'
import { readJoints } from './read-joints.ts'
import { trianglesOf } from './triangles-of.ts'

/** What primitives are read from. */
export interface Source {
  readonly accessors: Accessors
  readonly views: Views
  readonly decoders: Decoders
  readonly materials: number
  readonly budget: Budget
  readonly found: FindingList
}

const MOST_TARGETS = 256
const MOST_TEXCOORDS = 8

/** One primitive of a mesh. Throws Fault when it cannot be drawn, Spent when it costs too much. */
export function readPrimitive(source: Source, primitive: Json, at: string): ItemPrimitive {
  const { accessors, budget, materials, found } = source
  const names = objectOf(primitive.attributes)
  const draco = dracoOf(source, primitive, names, at)
  const mode = wholeOf(primitive.mode, 4, `${at}/mode`)
  if (mode > 6) throw new Fault('wrong-type', `${at}/mode`, 'The mode is not one of glTF.')
  if (mode < 4) {
    found.add({
      code: 'not-triangles',
      severity: 'warning',
      at,
      says: 'Points or lines are not drawn or judged.',
    })
  }

  const floats = (name: string): Float32Array | undefined => {
    const decoded = draco?.attributes.get(name)
    const index = indexOf(names[name], accessors.size, `${at}/attributes/${name}`)
    if (index === undefined) return undefined
    if (decoded === undefined) return accessors.floats(index)
    return accessors.describe(index).normalized ? normalised(decoded) : decoded
  }
  const positions = floats('POSITION')
  if (positions === undefined) throw new Fault('no-positions', at, 'The primitive has no positions.')
  const vertices = positions.length / 3
  const sameLength = <T extends Float32Array | Uint32Array>(
    values: T | undefined,
    width: number,
    what: string,
  ) => {
    if (values !== undefined && values.length !== vertices * width) {
      throw new Fault(
        'unequal-counts',
        `${at}/attributes/${what}`,
        'The list is not as long as the positions.',
      )
    }
    return values
  }
  sameLength(positions, 3, 'POSITION')

  const texcoords: Float32Array[] = []
  for (let set = 0; set < MOST_TEXCOORDS && names[`TEXCOORD_${set}`] !== undefined; set++) {
    texcoords.push(sameLength(floats(`TEXCOORD_${set}`), 2, `TEXCOORD_${set}`)!)
  }
  const normals = sameLength(floats('NORMAL'), 3, 'NORMAL')
  const colors = colorsOf(floats('COLOR_0'), vertices, budget, at)
  const wholes = (name: string): Uint32Array | undefined => {
    const index = indexOf(names[name], accessors.size, `${at}/attributes/${name}`)
    const decoded = draco?.attributes.get(name)
    if (decoded !== undefined) return Uint32Array.from(decoded)
    return index === undefined ? undefined : accessors.wholes(index)
  }
  const { joints, weights } = readJoints(wholes, floats, sameLength, budget, at)

  const indexAt = indexOf(primitive.indices, accessors.size, `${at}/indices`)
  const indices = draco?.triangles ?? (indexAt === undefined ? undefined : accessors.wholes(indexAt))
  const triangles = trianglesOf(draco ? 4 : mode, indices, vertices, budget, `${at}/indices`)
  const material = indexOf(primitive.material, materials, `${at}/material`)
  return {
    at,
    positions,
    triangles,
    ...(normals && { normals }),
    texcoords,
    ...(colors && { colors }),
    ...(joints && { joints }),
    ...(weights && { weights }),
    ...(material !== undefined && { material }),
    variants: variantsOf(primitive, materials, at),
    targets: targetsOf(primitive, accessors, sameLength, at),
  }
}

function dracoOf(source: Source, primitive: Json, names: Json, at: string): DracoMesh | undefined {
  const name = 'KHR_draco_mesh_compression'
  const extensions = objectOf(primitive.extensions)
  if (!(name in extensions)) return undefined
  const within = `${at}/extensions/${name}`
  const packed = objectOf(extensions[name])
  const view = indexOf(packed.bufferView ?? -1, source.views.size, `${within}/bufferView`)!
  const { bytes } = source.views.open(view)
  return decodeDraco(packed, bytes, names, source.accessors, source.decoders.draco, source.budget, within)
}

/** Draco gives whole numbers as they are stored where the stream does not say that they are normalised. */
function normalised(values: Float32Array): Float32Array {
  const most = values.reduce((largest, value) => Math.max(largest, value), 0)
  if (most <= 1) return values
  const whole = most > 255 ? 65_535 : 255
  return values.map((value) => value / whole)
}

function colorsOf(
  values: Float32Array | undefined,
  vertices: number,
  budget: Budget,
  at: string,
): Float32Array | undefined {
  if (values === undefined || values.length === vertices * 4) return values
  if (values.length !== vertices * 3) {
    throw new Fault('unequal-counts', `${at}/attributes/COLOR_0`, 'The list is not as long as the positions.')
  }
  budget.take(vertices * 16, at)
  const out = new Float32Array(vertices * 4).fill(1)
  for (let i = 0; i < vertices; i++) out.set(values.subarray(i * 3, i * 3 + 3), i * 4)
  return out
}

function variantsOf(primitive: Json, materials: number, at: string): number[] {
  const variants = objectOf(objectOf(primitive.extensions).KHR_materials_variants)
  const within = `${at}/extensions/KHR_materials_variants`
  const named = listOf(variants, 'mappings', within).flatMap((mapping) => {
    const material = indexOf(objectOf(mapping).material, materials, `${within}/mappings`)
    return material === undefined ? [] : [material]
  })
  return [...new Set(named)]
}

type SameLength = (values: Float32Array | undefined, width: number, what: string) => Float32Array | undefined

function targetsOf(
  primitive: Json,
  accessors: Accessors,
  sameLength: SameLength,
  at: string,
): ItemPrimitive['targets'] {
  const targets = objectsOf(primitive, 'targets', at)
  if (targets.length > MOST_TARGETS) {
    throw new Fault(
      'too-many-targets',
      `${at}/targets`,
      `${targets.length} morph targets; at most ${MOST_TARGETS}.`,
    )
  }
  return targets.map((value, target) => {
    const names = objectOf(value)
    const read = (name: string): Float32Array | undefined => {
      const within = `targets/${target}/${name}`
      const index = indexOf(names[name], accessors.size, `${at}/${within}`)
      return index === undefined ? undefined : sameLength(accessors.floats(index), 3, within)
    }
    const positions = read('POSITION')
    const normals = read('NORMAL')
    return { ...(positions && { positions }), ...(normals && { normals }) }
  })
}
