import type { Diagnostic } from '../core/diagnostic.ts'
import type { ValueType } from '../core/value.ts'
import { checkNode } from './check-node.ts'
import { asBool } from './check-operator.ts'
import type { Checking, Related } from './checking.ts'
import { COST_CEILING, estimateCost } from './estimate-cost.ts'
import { findMistakes } from './find-mistakes.ts'
import type { Ir, IrName, IrNode } from './ir.ts'
import { parse } from './parse.ts'
import type { Declaration, Scope, SourceText } from './scope.ts'
import type { Mistake } from './syntax.ts'

export interface Checked {
  /** Absent when a diagnostic is an error. */
  readonly ir?: Ir
  readonly diagnostics: Diagnostic[]
  /** The declarations used, those behind derived names included. */
  readonly names: readonly string[]
  /** Units of about one comparison: see `COST_CEILING`. */
  readonly cost: number
}

export interface CheckedExpression extends Checked {
  readonly type?: ValueType
}

/** Parses, types and examines a condition: a bool expression, or every mistake in it. Never throws. */
export function checkCondition(source: SourceText, scope: Scope): Checked {
  return check(source, scope, true, [])
}

/** The same for an expression of any type, such as that of a derived name. */
export function checkExpression(source: SourceText, scope: Scope): CheckedExpression {
  return check(source, scope, false, [])
}

/** Derived names are checked once per scope; the name being checked stands on `path`, to find circles. */
const derivedByScope = new WeakMap<Scope, Map<string, CheckedExpression>>()

function check(
  source: SourceText,
  scope: Scope,
  condition: boolean,
  path: readonly string[],
): CheckedExpression {
  const diagnostics: Diagnostic[] = []
  const used = new Set<string>()
  const names = new Map<string, IrName>()
  const report = (mistake: Mistake, related: Related = []) => {
    diagnostics.push(toDiagnostic(source, mistake, related))
  }
  const checking: Checking = {
    source,
    scope,
    names,
    locals: [],
    slots: 0,
    report,
    check: (syntax) => checkNode(checking, syntax),
    declare: (declaration) => {
      used.add(declaration.name)
      const known = names.get(declaration.name)
      if (known) return known
      const made = toIrName(declaration)
      if (made) names.set(declaration.name, made)
      return made
    },
  }

  function toIrName(declaration: Declaration): IrName | undefined {
    const { name, type, optional, from } = declaration
    const secret = declaration.secret === true
    if (from.kind !== 'derived') return { type, optional, secret, read: from }
    const derived = derivedExpression(declaration, from.source, path)
    if (!derived.ir) {
      report({
        code: 'broken-derived',
        message: `the derived name "${name}" cannot be used`,
        at: [0, source.text.length],
        wayOut: path.includes(name)
          ? `it is made from itself: ${[...path, name].join(' → ')}`
          : 'mend its own expression first',
      })
      return undefined
    }
    for (const other of derived.names) used.add(other)
    for (const [inner, value] of Object.entries(derived.ir.names)) names.set(inner, value)
    const { root, text } = derived.ir
    return {
      type: root.type,
      optional: root.fallible,
      secret:
        secret ||
        Object.values(derived.ir.names).some((inner) => inner.secret && root.type.kind === 'string'),
      read: { kind: 'derived', text, root },
    }
  }

  function derivedExpression(
    { name }: Declaration,
    from: SourceText,
    above: readonly string[],
  ): CheckedExpression {
    const cache = derivedByScope.get(scope) ?? new Map<string, CheckedExpression>()
    derivedByScope.set(scope, cache)
    const known = cache.get(name)
    if (known) return known
    if (above.includes(name)) return { diagnostics: [], names: [], cost: 0 }
    const made = check(from, scope, false, [...above, name])
    if (made.ir) cache.set(name, made)
    return made
  }

  const syntax = parse(source.text, report)
  let root: IrNode | undefined = checking.check(syntax)
  if (root && condition) root = asBool(checking, root, 'a condition')
  if (!root && diagnostics.length === 0)
    report({ code: 'syntax', message: 'this cannot be read', at: [0, source.text.length] })
  const table = Object.fromEntries(names)
  const cost = root ? estimateCost(root, table) : 0
  if (root) {
    if (cost > COST_CEILING)
      report({
        code: 'too-dear',
        message: `this may cost ${Math.round(cost).toLocaleString('en-US')} units for one event, and ${COST_CEILING.toLocaleString('en-US')} are allowed`,
        at: root.at,
        wayOut: 'nest fewer macros, or make the inner one a derived name over a shorter list',
      })
    for (const mistake of findMistakes(root, table, source.text, condition)) report(mistake)
  }
  const sound = !diagnostics.some(({ severity }) => severity === 'error')
  return {
    ...(sound && root ? { ir: { text: source.text, type: root.type, root, names: table, cost } } : {}),
    ...(root ? { type: root.type } : {}),
    diagnostics,
    names: [...used],
    cost,
  }
}

function toDiagnostic(
  source: SourceText,
  { severity, code, message, at, wayOut, label }: Mistake,
  related: Related,
): Diagnostic {
  return {
    severity: severity ?? 'error',
    code,
    message,
    place: source.locate(at[0], Math.max(at[1], at[0] + 1)),
    ...(wayOut === undefined ? {} : { wayOut }),
    ...(label === undefined ? {} : { label }),
    ...(related.length === 0 ? {} : { related }),
  }
}
