import { boneCount } from './bone-count.ts'
import type { Check } from './check.ts'
import { emissiveOnly } from './emissive-only.ts'
import { foreignExtensions } from './foreign-extensions.ts'
import { hiddenMeshes } from './hidden-meshes.ts'
import { holes } from './holes.ts'
import { inverted } from './inverted.ts'
import { invisible } from './invisible.ts'
import { itemSize } from './item-size.ts'
import { materialCount } from './material-count.ts'
import { meshCount } from './mesh-count.ts'
import { outOfRange } from './out-of-range.ts'
import { outliers } from './outliers.ts'
import { textureMemory } from './texture-memory.ts'
import { trailingPayload } from './trailing-payload.ts'
import { triangleCount } from './triangle-count.ts'
import { unreferencedPictures } from './unreferenced-pictures.ts'
import { unwantedMorphs } from './unwanted-morphs.ts'

/** Every check of integrity, in the order of their findings. */
export const CHECKS: readonly Check[] = [
  trailingPayload,
  foreignExtensions,
  hiddenMeshes,
  unreferencedPictures,
  itemSize,
  outliers,
  outOfRange,
  triangleCount,
  meshCount,
  materialCount,
  boneCount,
  textureMemory,
  holes,
  inverted,
  invisible,
  unwantedMorphs,
  emissiveOnly,
]
