import { nearest } from '../core/suggest.ts'
import type { Value } from '../core/value.ts'
import { typeName } from '../core/value.ts'
import { call } from './check-operator.ts'
import { type Checking, declaredAt } from './checking.ts'
import { functionNames, type Overload, overloadsOf } from './functions.ts'
import type { At, IrNode } from './ir.ts'
import { meaningOf } from './operations.ts'
import { parsePattern } from './regex/parse-pattern.ts'
import type { Syntax } from './syntax.ts'
import { DOUBLE, fits, INT, isNumber } from './types.ts'

/** The bound of `math.greatest(a, b, …)`: as many operands as are still readable. */
const SPREAD_CEILING = 32

/** Resolves a function or method call, macros and `has` aside, to one operation. */
export function checkCall(checking: Checking, syntax: Syntax & { kind: 'call' }): IrNode | undefined {
  const { target } = syntax
  const inMath = target?.kind === 'identifier' && target.name === 'math' && !checking.scope.names.has('math')
  const name = inMath ? `math.${syntax.name}` : syntax.name
  const method = target !== undefined && !inMath
  const operands = method ? [target, ...syntax.args] : syntax.args
  const checked = operands.map((operand) => checking.check(operand))
  if (name === 'math.greatest' || name === 'math.least') {
    const spread = checkSpread(checking, syntax, name, checked)
    if (spread !== 'list') return spread
  }
  const overloads = overloadsOf(name, method)
  if (overloads.length === 0) return unknownFunction(checking, syntax, name, method)
  if (checked.some((arg) => arg === undefined)) return undefined
  const args = checked as IrNode[]
  const exact = overloads.find((one) => takes(one, args, false))
  const loose = exact ?? overloads.find((one) => takes(one, args, true))
  if (!loose) return wrongArguments(checking, syntax, name, args, overloads)
  return build(checking, syntax, loose, args)
}

function takes({ params }: Overload, args: readonly IrNode[], loosely: boolean): boolean {
  if (params.length !== args.length) return false
  return params.every(({ kind }, i) => {
    const given = args[i]!.type
    if (given.kind === 'dyn' && kind !== 'dyn') return false
    // `int(dyn)` is for dyn alone, unless nothing else fits; `dyn(x)` is for everything.
    if (kind === 'dyn' && given.kind !== 'dyn' && !loosely) return false
    return fits(given, params[i]!)
  })
}

function build(
  checking: Checking,
  syntax: Syntax & { kind: 'call' },
  chosen: Overload,
  args: readonly IrNode[],
): IrNode | undefined {
  const { op, result, name } = chosen
  if (chosen.params.some(({ kind }) => kind === 'dyn') && name !== 'dyn' && args[0]!.type.kind !== 'dyn')
    return wrongArguments(checking, syntax, name, args, overloadsOf(name, chosen.method))
  if (op === 'matches' && !patternIsSound(checking, args[1]!)) return undefined
  if (op === 'same') return { ...args[0]!, type: result, at: syntax.at }
  const made = call(op, args, result, syntax.at)
  if (!/^text_to_|^int_to_time$/.test(op) || args[0]!.kind !== 'constant') return made
  // A conversion of a constant is done now, and its failure is a mistake, not an unknown.
  const value = (meaningOf(op).run as (value: Value) => Value)(args[0]!.value)
  if (value !== undefined) return { kind: 'constant', value, type: result, at: syntax.at, fallible: false }
  checking.report({
    code: 'bad-constant',
    message: `"${String(args[0]!.value)}" cannot be read: ${meaningOf(op).fails}`,
    at: args[0]!.at,
    wayOut: WAYS_OUT[op] ?? 'write a value that can be converted',
  })
  return undefined
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  text_to_time: "write timestamp('2026-01-31T00:00:00Z')",
  text_to_duration: "write duration('90s') or duration('1h30m'); CEL has h, m, s and ms, no days",
}

function patternIsSound(checking: Checking, pattern: IrNode): boolean {
  if (pattern.kind !== 'constant' || typeof pattern.value !== 'string') {
    checking.report({
      code: 'pattern-not-constant',
      message: 'a regular expression must be written out in the rule',
      at: pattern.at,
      label: 'known only when the event is judged',
      wayOut: 'write the pattern as a string, or use contains() for text that is not known beforehand',
    })
    return false
  }
  const parsed = parsePattern(pattern.value)
  if (parsed.ok) return true
  const raw = checking.source.text.slice(pattern.at[0], pattern.at[1]).startsWith("r'")
  const at: At = raw
    ? [pattern.at[0] + 2 + parsed.at, Math.min(pattern.at[1] - 1, pattern.at[0] + 3 + parsed.at)]
    : pattern.at
  checking.report({
    code: 'bad-pattern',
    message: `this regular expression cannot be used: ${parsed.problem}`,
    at,
    wayOut: parsed.wayOut,
  })
  return false
}

/** `math.greatest(a, b, …)`; `list` when it is called on one list instead. */
function checkSpread(
  checking: Checking,
  syntax: Syntax & { kind: 'call' },
  name: 'math.greatest' | 'math.least',
  checked: readonly (IrNode | undefined)[],
): IrNode | undefined | 'list' {
  if (checked.some((arg) => arg === undefined)) return undefined
  const args = checked as IrNode[]
  if (args.length === 1 && args[0]!.type.kind === 'list') return 'list'
  const allInts = args.every(({ type }) => type.kind === 'int')
  if (args.length === 0 || args.length > SPREAD_CEILING || !args.every(({ type }) => isNumber(type))) {
    const given = args.map(({ type }) => typeName(type)).join(', ')
    checking.report({
      code: 'wrong-arguments',
      message: `${name}(${given}) does not exist`,
      at: syntax.at,
      wayOut: `call it as ${name}(a, b, …) with at most ${SPREAD_CEILING} numbers, or ${name}(list)`,
    })
    return undefined
  }
  return call(name === 'math.greatest' ? 'greatest' : 'least', args, allInts ? INT : DOUBLE, syntax.at)
}

function wrongArguments(
  checking: Checking,
  syntax: Syntax & { kind: 'call' },
  name: string,
  args: readonly IrNode[],
  overloads: readonly Overload[],
): undefined {
  const types = args.map(({ type }) => typeName(type))
  const method = overloads[0]!.method
  const shown = method ? `${types[0]}.${name}(${types.slice(1).join(', ')})` : `${name}(${types.join(', ')})`
  checking.report(
    {
      code: 'wrong-arguments',
      message: `${shown} does not exist`,
      at: syntax.at,
      label: shown,
      wayOut: `call it as ${overloads.map(({ signature }) => signature).join(', or ')}`,
    },
    declaredAt(checking, ...args),
  )
  return undefined
}

/** What other languages call the same thing. */
const FOREIGN: Readonly<Record<string, string>> = {
  length: 'size()',
  len: 'size(x)',
  count: 'size()',
  includes: 'contains(…)',
  has: 'contains(…)',
  toLowerCase: 'lowerAscii()',
  lower: 'lowerAscii()',
  toUpperCase: 'upperAscii()',
  upper: 'upperAscii()',
  match: 'matches(…)',
  test: 'matches(…)',
  some: 'exists(x, …)',
  any: 'exists(x, …)',
  every: 'all(x, …)',
  strip: 'trim()',
  now: 'event.time',
  startswith: 'startsWith(…)',
  endswith: 'endsWith(…)',
  max: 'math.greatest(…)',
  min: 'math.least(…)',
  abs: 'math.abs(x)',
  uint: 'int(x)',
  type: 'the type that check knows; there are no values of unknown type to ask about',
}

function unknownFunction(
  checking: Checking,
  syntax: Syntax & { kind: 'call' },
  name: string,
  method: boolean,
): undefined {
  const names = functionNames(method)
  const other = overloadsOf(name, !method)
  const foreign = Object.hasOwn(FOREIGN, syntax.name) ? FOREIGN[syntax.name] : undefined
  const near = nearest(name, names)
  checking.report({
    code: 'unknown-function',
    message: `unknown function "${name}"`,
    at: syntax.nameAt,
    wayOut:
      other.length > 0
        ? `call it as ${other.map(({ signature }) => signature).join(', or ')}`
        : foreign !== undefined
          ? `CEL writes ${foreign}`
          : near !== undefined
            ? `did you mean "${near}"? It is called as ${
                overloadsOf(near, method)
                  .map(({ signature }) => signature)
                  .join(', or ') || `${near}(…)`
              }`
            : `functions here: ${names.join(', ')}`,
  })
  return undefined
}
