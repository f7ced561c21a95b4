import { openCornerPlanes } from '../image/models/corner-planes.ts'
import { openImageScorer } from '../image/models/open-image-scorer.ts'
import type { ImageModelAsked, ImageScorer } from './look.ts'

/**
 * Opens image models, those that are the same but for their names once: a pack names one for each feature that it reads. Rejects
 * as `openImageScorer` does.
 */
export async function openOnce(
  models: readonly ImageModelAsked[],
): Promise<ReadonlyMap<string, ImageScorer>> {
  const first = new Map<string, ImageModelAsked>()
  const keyOf = ({ name: _name, file: _file, ...form }: ImageModelAsked): string => JSON.stringify(form)
  for (const model of models) if (!first.has(keyOf(model))) first.set(keyOf(model), model)
  const opened = await openImageScorer([...first.values()], openCornerPlanes())
  return new Map(models.map((model) => [model.name, opened.get(first.get(keyOf(model))!.name)!]))
}
