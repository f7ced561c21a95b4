import type { DracoDecode, DracoMesh } from '../decoders.ts'
import { Fault, Spent } from '../finding.ts'
import type { Budget } from './budget.ts'
import { dracoHeader } from './draco-header.ts'
import { type Json, objectOf, wholeOf } from './fields.ts'
import type { Accessors } from './open-accessors.ts'

/** Decodes the Draco data of a primitive within the budget. Throws Fault and Spent. */
export function decodeDraco(
  packed: Json,
  source: Uint8Array,
  attributes: Json,
  accessors: Accessors,
  decode: DracoDecode | undefined,
  budget: Budget,
  at: string,
): DracoMesh {
  const claimed = dracoHeader(source, at)
  const { limits } = budget
  budget.most(claimed.faces, limits.triangles, 'too-many-triangles', at, 'triangles')
  const ratio = (claimed.faces * 12 + claimed.points * 12) / Math.max(1, source.length)
  if (claimed.points > claimed.faces * 3) {
    throw new Fault('draco-broken', at, `${claimed.faces} triangles cannot have ${claimed.points} points.`)
  }
  if (ratio > limits.decodedRatio) {
    throw new Fault('decoded-ratio', at, `${source.length} bytes claim ${claimed.faces} triangles.`)
  }
  if (decode === undefined) throw new Fault('no-decoder', at, 'No decoder for Draco was given.')
  const ids = Object.entries(objectOf(packed.attributes)).slice(0, 16)
  const asked = ids.flatMap(([name, id]) => {
    const accessor = attributes[name]
    if (!Number.isInteger(accessor) || (accessor as number) >= accessors.size || (accessor as number) < 0)
      return []
    return [
      {
        name,
        id: wholeOf(id, undefined, `${at}/attributes`),
        width: accessors.describe(accessor as number).width,
      },
    ]
  })
  const width = asked.reduce((sum, { width }) => sum + width, 0)
  // Twice: the decoder holds a second copy. Seams make more points than vertices, at most three a face.
  const points = claimed.faces * 3
  budget.take(2 * 4 * (claimed.faces * 3 + Math.max(claimed.points, points) * width), at)
  let mesh: DracoMesh
  try {
    mesh = decode(source, asked, { points, faces: claimed.faces })
  } catch (fault) {
    if (fault instanceof Spent) throw fault
    throw new Fault('draco-broken', at, 'The Draco data does not decode.')
  }
  budget.tick(at)
  for (const values of mesh.attributes.values()) {
    if (!values.every(Number.isFinite)) throw new Fault('non-finite', at, 'Draco numbers are not finite.')
  }
  return mesh
}
