import { serveTextModel } from '../../signals/text-model/serve-text-model.ts'
import { loadTextModel, type TextModel, type TextReason } from '../../signals/text-model/text-model.ts'
import type { Evaluation } from './evaluate.ts'
import { type GroupedText, evaluateTextModel as measure, type TextEvaluation } from './evaluate-text-model.ts'
import { CannotFit, type FitAsked, fitTextModel } from './fit-text-model.ts'
import type { LabelledText } from './labelled-text.ts'
import type { LabelMap } from './map-labels.ts'
import { modelFiles } from './model-files.ts'

// The library `haechi/text`: what `haechi text fit`, `predict` and `eval` do, for programs.

export type {
  Evaluation,
  FitAsked,
  GroupedText,
  LabelledText,
  LabelMap,
  TextEvaluation,
  TextModel,
  TextReason,
}
export { CannotFit, loadTextModel }

/** A model that was just trained. */
export interface TrainedText {
  readonly model: TextModel
  /** How it did on rows that it had not seen (out of fold). */
  readonly evaluation: Evaluation
  /** `model.json`, `weights.bin` and `card.md`, to be written into one folder, from which `loadTextModel` reads. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
}

/** What the card says of the data. */
export interface DataFacts {
  readonly licence?: string
  readonly attribution?: readonly string[]
  readonly note?: string
}

/**
 * Trains a classifier on labelled texts, in seconds for tens of thousands. The same rows, order and settings give the
 * same bytes. Throws CannotFit when there is too little to learn from.
 */
export function trainTextModel(asked: FitAsked, facts: DataFacts = {}): TrainedText {
  const fitted = fitTextModel(asked)
  const files = modelFiles(
    fitted,
    { files: [], licence: facts.licence, attribution: facts.attribution ?? [], note: facts.note },
    asked.settings,
  )
  return {
    model: serveTextModel({ ...fitted.parts, version: 'unsaved' }),
    evaluation: fitted.evaluation,
    files,
  }
}

/** Measures a model on labelled texts; `map` says which label of the data a label of the model stands for. */
export function evaluateTextModel(
  model: TextModel,
  rows: readonly GroupedText[],
  map?: LabelMap,
): TextEvaluation {
  return measure(model, rows, map)
}
