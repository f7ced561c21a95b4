import type { Diagnostic } from '../core/diagnostic.ts'
import type { Steps } from '../core/steps.ts'
import { didYouMean } from '../core/suggest.ts'
import { modelName } from '../rules/check-model.ts'
import { MODEL_KINDS } from '../signals/models/kinds.ts'
import type { ModelFiles } from '../signals/models/model-file.ts'
import type { ModelKind, ModelSource, PolicyText } from '../signals/models/model-kind.ts'
import { scoreType, wrongLabels } from '../signals/models/score-type.ts'
import { SETTINGS_DEFAULTS, type Settings } from './check-settings.ts'
import { readModelFiles } from './model-files.ts'
import type { PackFiles, Policy, SignalSpec } from './pack.ts'
import { durationMs, ModelEntry, VariableName } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

/** Resolves models.yaml with the folders below models/, and adds each model to the signals as `model.NAME`. */
export function* checkModels(
  file: YamlFile | undefined,
  files: PackFiles,
  settings: Settings,
  policies: ReadonlyMap<string, Policy>,
  diagnostics: Diagnostic[],
): Steps<void> {
  const error = (code: string, message: string, place: Diagnostic['place'], wayOut: string) => {
    diagnostics.push({ severity: 'error', code, message, place, wayOut })
  }
  const folders = readModelFiles(files, diagnostics)
  const declared = file?.value ?? {}
  if (typeof declared !== 'object' || Array.isArray(declared)) {
    const wayOut = 'write "name: { kind: linear }"'
    return void error('wrong-type', 'a file of models is a map by name', file!.place([]), wayOut)
  }
  for (const [name, raw] of Object.entries(declared)) {
    const named = VariableName.safeParse(name)
    if (!named.success)
      error(
        'bad-name',
        `"${name.slice(0, 60)}" is no valid name`,
        file!.keyPlace([name]),
        named.error.issues[0]!.message,
      )
    const entry = validate(ModelEntry, file!, [name], raw, diagnostics)
    if (entry === undefined || !named.success) continue
    const spec = checkModel(name, entry)
    if (spec !== undefined) settings.signals.add(spec.name, spec)
    yield
  }
  for (const [name] of folders)
    if (!Object.hasOwn(declared, name))
      diagnostics.push({
        severity: 'warning',
        code: 'undeclared-model',
        message: `models/${name} is a model that models.yaml does not declare`,
        place: { file: `models/${name}`, line: 1, column: 1 },
        wayOut: `declare it, as in "${name}: { kind: linear }", or remove the folder`,
      })

  function checkModel(name: string, entry: ModelEntry): SignalSpec | undefined {
    const { kind: kindName, of = 'content', on, deadline, degrade, description, ...rest } = entry
    const kind = MODEL_KINDS.find((one) => one.kind === kindName)
    if (kind === undefined) {
      const kinds = MODEL_KINDS.map((one) => one.kind)
      const message = `unknown kind of model "${kindName.slice(0, 60)}"`
      error('unknown-model-kind', message, file!.place([name, 'kind']), didYouMean(kindName, kinds))
      return undefined
    }
    const options = validate(kind.options, file!, [name], rest, diagnostics)
    const eventTypes = checkEventTypes(name, typeof on === 'string' ? [on] : on)
    if (options === undefined) return undefined
    const own: ModelFiles = folders.get(name) ?? new Map()
    if (kind.hasFiles === false && own.size > 0)
      error(
        'stray-folder',
        `a model of kind ${kind.kind} has no files`,
        file!.keyPlace([name]),
        `remove models/${name}`,
      )
    if (kind.hasFiles === true && own.size === 0) {
      const message = `the pack has no files of the model "${name}"`
      error('missing-model', message, file!.keyPlace([name]), `put them into models/${name}`)
      return undefined
    }
    const policy = policyOf(name, kind, options)
    if (policy === 'unknown') return undefined
    const source: ModelSource = { name, options, files: own, policy }
    const looked = kind.look(source)
    if (!looked.ok) {
      const { code, message, wayOut, key } = looked
      error(code, message, key === undefined ? file!.keyPlace([name]) : file!.place([name, key]), wayOut)
      return undefined
    }
    const wrong = wrongLabels(looked.labels)
    if (wrong !== undefined) {
      const message = `the model "${name}" cannot be read in rules: ${wrong}`
      error('bad-labels', message, file!.keyPlace([name]), 'give its labels other names')
      return undefined
    }
    const { labels, version } = looked
    const ofFile = settings.mediaFeatures.has(of)
    return {
      name: modelName(name),
      kind: kind.kind,
      of,
      options,
      deadlineMs:
        deadline === undefined
          ? ofFile
            ? SETTINGS_DEFAULTS.mediaDeadlineMs
            : kind.defaults.deadlineMs
          : durationMs(deadline),
      degrade: degrade ?? (ofFile ? 'hold' : kind.defaults.degrade),
      type: kind.type?.(name, labels) ?? scoreType(name, labels),
      cost: ofFile ? 'dear' : kind.cost,
      on: eventTypes,
      model: { ...source, labels, version, description: description ?? '' },
      place: file!.keyPlace([name]),
    }
  }

  function checkEventTypes(name: string, on: readonly string[] | undefined): readonly string[] | undefined {
    for (const one of on ?? [])
      if (!settings.eventNames.includes(one))
        error(
          'unknown-event-type',
          `unknown event type "${one.slice(0, 60)}"`,
          file!.place([name, 'on']),
          didYouMean(one, settings.eventNames),
        )
    return on
  }

  /** The policy that the model is asked about, in the first language of the pack that it is written in. */
  function policyOf(name: string, kind: ModelKind, options: unknown): PolicyText | undefined | 'unknown' {
    const id = kind.policy?.(options)
    if (id === undefined) return undefined
    const policy = policies.get(id)
    if (policy === undefined) {
      error(
        'unknown-policy',
        `unknown policy "${id}"`,
        file!.place([name, 'policy']),
        didYouMean(id, policies.keys()),
      )
      return 'unknown'
    }
    // Models of this kind are trained on English more than on any other language.
    const inWords = (texts: Policy['title']) => texts.en ?? Object.values(texts)[0] ?? ''
    return {
      id: `${policy.id}@${policy.version}`,
      title: inWords(policy.title),
      guideline: inWords(policy.guideline),
    }
  }
}
