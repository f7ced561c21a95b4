import { MODEL_FILE, WEIGHTS_FILE } from '../../signals/text-model/model-file.ts'
import { writeModel } from '../../signals/text-model/write-model.ts'
import { FIT_DEFAULTS, type FitSettings } from './fit-defaults.ts'
import type { FittedText } from './fit-text-model.ts'
import { type CardFacts, modelCard } from './model-card.ts'

/** The files of a model by name: model.json, weights.bin and card.md. The same model gives the same bytes. */
export function modelFiles(
  { parts, evaluation }: FittedText,
  facts: Pick<CardFacts, 'files' | 'licence' | 'attribution' | 'note'>,
  settings: Partial<FitSettings> = {},
): Readonly<Record<string, string | Uint8Array>> {
  const { json, weights } = writeModel(parts)
  const card = modelCard(
    {
      ...facts,
      name: parts.name,
      multiLabel: parts.multiLabel,
      features: parts.hashes.length,
      settings: { ...FIT_DEFAULTS, ...settings },
    },
    evaluation,
  )
  return { [WEIGHTS_FILE]: weights, [MODEL_FILE]: json, 'card.md': card }
}
