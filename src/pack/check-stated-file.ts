import type { Diagnostic } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import { StatedFile } from './stated-file.ts'
import { findNamed, type TestNames } from './test-names.ts'
import { validate } from './validate.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/** What a test states of a file, with the models, labels and banks that it names looked up. */
export function checkStatedFile(
  file: YamlFile,
  path: Path,
  raw: unknown,
  names: TestNames,
  diagnostics: Diagnostic[],
): StatedFile | undefined {
  const stated = validate(StatedFile, file, path, raw, diagnostics)
  if (stated === undefined) return undefined
  for (const bank of Object.keys(stated.near ?? {}))
    findNamed('bank of hashes', bank, names.hashBanks, file.keyPlace([...path, 'near', bank]), diagnostics)
  for (const [name, scores] of Object.entries(stated.scores ?? {})) {
    const at = [...path, 'scores', name]
    const model = findNamed('signal', `model.${name}`, names.signals, file.keyPlace(at), diagnostics)?.model
    for (const label of Object.keys(scores))
      if (model !== undefined && !model.labels.includes(label))
        diagnostics.push({
          severity: 'error',
          code: 'unknown-label',
          message: `the model "${name}" has no label "${label.slice(0, 60)}"`,
          place: file.keyPlace([...at, label]),
          wayOut: didYouMean(label.slice(0, 60), model.labels),
        })
  }
  return stated
}
