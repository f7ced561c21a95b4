import { didYouMean, nearest } from '../core/suggest.ts'
import type { Checking } from './checking.ts'
import type { At, IrNode } from './ir.ts'
import type { Syntax } from './syntax.ts'

/** What stands before the name of a model: rules read `model.NAME.LABEL`. */
export const MODELS = 'model'

/** The name under which a scope declares a model: one name with a dot in it, as CEL's qualified names are. */
export function modelName(name: string): string {
  return `${MODELS}.${name}`
}

/** Whether a name of a scope is that of a model. */
export function isModelName(name: string): boolean {
  return name.startsWith(`${MODELS}.`)
}

/** Whether `model` stands for the models here: neither the variable of a macro nor a feature is called so. */
export function isModels(checking: Checking, syntax: Syntax): boolean {
  if (syntax.kind !== 'identifier' || syntax.name !== MODELS) return false
  if (checking.locals.some(({ name }) => name === MODELS) || checking.scope.names.has(MODELS)) return false
  return true
}

/** `model.NAME`, the scores of one model. */
export function checkModel(checking: Checking, syntax: Syntax & { kind: 'select' }): IrNode | undefined {
  const { names } = checking.scope
  const declaration = names.get(modelName(syntax.field))
  if (declaration !== undefined) {
    const declared = checking.declare(declaration)
    const { at } = syntax
    return declared && { kind: 'name', name: declaration.name, type: declared.type, at, fallible: true }
  }
  const models = modelsOf(checking)
  const near = nearest(syntax.field, models)
  const place = near === undefined ? undefined : names.get(modelName(near))?.place
  checking.report(
    {
      code: 'unknown-model',
      message: `unknown model "${syntax.field}" in a condition on ${checking.scope.eventType}`,
      at: syntax.fieldAt,
      label: 'no model that reads these events is called so',
      wayOut: models.length === 0 ? 'declare it in models.yaml' : didYouMean(syntax.field, models),
    },
    place && near ? [{ message: `"${near}" is declared here`, place }] : [],
  )
  return undefined
}

/** Whether any model reads the events of this scope. */
export function hasModels(checking: Checking): boolean {
  return modelsOf(checking).length > 0
}

/** `model` by itself is no value. */
export function modelsAsAValue(checking: Checking, at: At): undefined {
  const [first = 'NAME'] = modelsOf(checking)
  checking.report({
    code: 'models-as-a-value',
    message: '"model" stands before the name of a model and is no value',
    at,
    wayOut: `name a model and one of its labels: model.${first}.LABEL`,
  })
}

function modelsOf({ scope }: Checking): string[] {
  return [...scope.names.keys()].filter(isModelName).map((name) => name.slice(MODELS.length + 1))
}
