import { didYouMean } from '../core/suggest.ts'
import { typeName } from '../core/value.ts'
import { type Checking, declaredAt } from './checking.ts'
import type { IrNode } from './ir.ts'
import type { Syntax } from './syntax.ts'
import { BOOL } from './types.ts'

type Asked = { readonly entity: Syntax; readonly label: Syntax }

/** `ENTITY.labels.has('x')` and `'x' in ENTITY.labels`, in parts; undefined for anything else. */
export function labelAsked(syntax: Syntax): Asked | undefined {
  if (syntax.kind === 'call' && syntax.name === 'has' && syntax.args.length === 1 && isLabels(syntax.target))
    return { entity: syntax.target.of, label: syntax.args[0]! }
  if (syntax.kind === 'binary' && syntax.op === 'in' && isLabels(syntax.right))
    return { entity: syntax.right.of, label: syntax.left }
  return undefined
}

function isLabels(syntax: Syntax | undefined): syntax is Syntax & { kind: 'select' } {
  if (syntax?.kind !== 'select' || syntax.field !== 'labels') return false
  // `data.labels` and `event.labels` are a feature of that name, or a mistake told elsewhere.
  return syntax.of.kind !== 'identifier' || (syntax.of.name !== 'data' && syntax.of.name !== 'event')
}

/**
 * Resolves the question for a label; undefined after a mistake, which has been reported. `no-label` when what is
 * asked is a map or an object that may well have a key or field `labels`.
 */
export function checkLabel(
  checking: Checking,
  syntax: Syntax,
  { entity, label }: Asked,
): IrNode | 'no-label' | undefined {
  const of = checking.check(entity)
  if (of === undefined) return undefined
  if (of.type.kind === 'map' || (of.type.kind === 'object' && Object.hasOwn(of.type.fields, 'labels')))
    return 'no-label'
  if (of.type.kind !== 'entity') {
    checking.report(
      {
        code: 'type-mismatch',
        message: `labels stand on entities, and this is a ${typeName(of.type)}`,
        at: of.at,
        wayOut: "ask an entity: actor.labels.has('trusted')",
      },
      declaredAt(checking, of),
    )
    return undefined
  }
  if (label.kind !== 'literal' || typeof label.value !== 'string') {
    checking.report({
      code: 'label-not-constant',
      message: 'the name of a label must be written out',
      at: label.at,
      wayOut: "write it in quotes: actor.labels.has('trusted')",
    })
    return undefined
  }
  const { labels } = checking.scope
  const known = labels?.get(label.value)
  if (known === undefined) {
    checking.report({
      code: 'unknown-label',
      message: `unknown label "${label.value.slice(0, 64)}"`,
      at: label.at,
      wayOut: didYouMean(label.value.slice(0, 64), labels?.keys() ?? []),
    })
    return undefined
  }
  if (known.on !== undefined && of.type.entity !== undefined && known.on !== of.type.entity) {
    checking.report(
      {
        code: 'wrong-target',
        message: `the label "${known.name}" stands on ${known.on}, and this is a ${of.type.entity}`,
        at: label.at,
        wayOut: 'ask another entity, or for another label',
      },
      [{ message: 'declared here', place: known.place }],
    )
    return undefined
  }
  return { kind: 'label', of, label: known.name, type: BOOL, at: syntax.at, fallible: of.fallible }
}
