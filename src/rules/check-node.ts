import { didYouMean, nearest } from '../core/suggest.ts'
import type { Value, ValueType } from '../core/value.ts'
import { typeName } from '../core/value.ts'
import { checkCall } from './check-call.ts'
import { checkLabel, labelAsked } from './check-label.ts'
import { checkHas, checkMacro, checkSelect, macroOf } from './check-macro.ts'
import { hasModels, isModels, modelsAsAValue } from './check-model.ts'
import { asBool, call, checkBinary, checkIndex } from './check-operator.ts'
import { type Checking, declaredAt } from './checking.ts'
import type { At, Constant, IrNode } from './ir.ts'
import type { Syntax } from './syntax.ts'
import { BOOL, DYN, join } from './types.ts'

/** Types one expression and lowers it; `undefined` after a mistake, which has been reported. */
export function checkNode(checking: Checking, syntax: Syntax): IrNode | undefined {
  const asked = labelAsked(syntax)
  const label = asked === undefined ? 'no-label' : checkLabel(checking, syntax, asked)
  if (label !== 'no-label') return label
  switch (syntax.kind) {
    case 'broken':
      return undefined
    case 'literal':
      return constant(syntax.value, syntax.type, syntax.at)
    case 'identifier':
      if (isModels(checking, syntax) && hasModels(checking)) return modelsAsAValue(checking, syntax.at)
      return checkName(checking, syntax.name, syntax.at)
    case 'select':
      return checkSelect(checking, syntax)
    case 'index': {
      const of = checking.check(syntax.of)
      const index = checking.check(syntax.index)
      return of && index && checkIndex(checking, syntax, of, index)
    }
    case 'call': {
      if (syntax.name === 'has' && syntax.target === undefined) return checkHas(checking, syntax)
      const macro = macroOf(syntax)
      return macro ? checkMacro(checking, syntax, macro) : checkCall(checking, syntax)
    }
    case 'not': {
      const checked = checking.check(syntax.arg)
      const arg = checked && asBool(checking, checked, 'what "!" turns round')
      return arg && negate(arg, syntax.at)
    }
    case 'negate': {
      const arg = checking.check(syntax.arg)
      return arg && checkNegate(checking, arg, syntax.at)
    }
    case 'and':
    case 'or':
      return checkLogic(checking, syntax)
    case 'binary': {
      const left = checking.check(syntax.left)
      const right = checking.check(syntax.right)
      return left && right && checkBinary(checking, syntax, left, right)
    }
    case 'choose':
      return checkChoose(checking, syntax)
    case 'list':
      return checkList(checking, syntax)
    case 'map':
      return checkMap(checking, syntax)
  }
}

function constant(value: Value, type: ValueType, at: At): Constant {
  return { kind: 'constant', value, type, at, fallible: false }
}

const WORDS: Readonly<Record<string, string>> = {
  True: 'write true',
  TRUE: 'write true',
  False: 'write false',
  FALSE: 'write false',
  None: 'write has(data.name) to ask whether a feature is there',
  nil: 'write has(data.name) to ask whether a feature is there',
  undefined: 'write has(data.name) to ask whether a feature is there',
  now: 'write event.time',
}

function checkName(checking: Checking, name: string, at: At): IrNode | undefined {
  for (let i = checking.locals.length - 1; i >= 0; i--) {
    const local = checking.locals[i]!
    if (local.name === name)
      return { kind: 'local', slot: local.slot, name, type: local.type, at, fallible: local.fallible }
  }
  const declaration = checking.scope.names.get(name)
  if (declaration?.from.kind === 'envelope' && declaration.type.kind === 'object') {
    checking.report({
      code: 'whole-event',
      message: `"${name}" stands for all fields of the event together, which is no value`,
      at,
      wayOut: `name one of its fields: ${name}.${Object.keys(declaration.type.fields)[0] ?? 'name'}`,
    })
    return undefined
  }
  if (declaration) {
    const declared = checking.declare(declaration)
    return declared && { kind: 'name', name, type: declared.type, at, fallible: declared.optional }
  }
  const below = checking.scope.below?.get(name)
  if (below !== undefined) {
    const { isCircle, wayOut } = below
    checking.report({
      code: isCircle ? 'circular-derived' : 'derived-below',
      message: isCircle ? `"${name}" is made from what reads it` : `"${name}" is derived further below`,
      at,
      wayOut,
    })
    return undefined
  }
  const candidates = [...checking.locals.map((local) => local.name), ...checking.scope.names.keys()]
  const near = nearest(name, candidates)
  const place = near === undefined ? undefined : checking.scope.names.get(near)?.place
  checking.report(
    {
      code: 'unknown-name',
      message: `unknown name "${name}" in a condition on ${checking.scope.eventType}`,
      at,
      label: 'no feature, signal or derived name is called so',
      wayOut: Object.hasOwn(WORDS, name) ? WORDS[name]! : didYouMean(name, candidates),
    },
    place
      ? [
          {
            message: `"${near}" is declared here as ${typeName(checking.scope.names.get(near!)!.type)}`,
            place,
          },
        ]
      : [],
  )
  return undefined
}

/** `!`, with double negation undone and equality turned round. */
function negate(arg: IrNode, at: At): IrNode {
  if (arg.kind === 'not') return { ...arg.arg, at }
  if (arg.kind === 'call') {
    const turned = TURNED[arg.op]
    if (turned) return { ...arg, op: turned, at }
  }
  return { kind: 'not', arg, type: BOOL, at, fallible: arg.fallible }
}

/** Orders are not turned round: `!(x < 1.0)` is true for NaN and `x >= 1.0` is not. */
const TURNED: Readonly<Record<string, 'eq' | 'ne' | 'eq_deep' | 'ne_deep'>> = {
  eq: 'ne',
  ne: 'eq',
  eq_deep: 'ne_deep',
  ne_deep: 'eq_deep',
}

function checkNegate(checking: Checking, arg: IrNode, at: At): IrNode | undefined {
  if (arg.type.kind === 'int') return call('neg_int', [arg], arg.type, at)
  if (arg.type.kind === 'double') return call('neg', [arg], arg.type, at)
  if (arg.type.kind === 'duration') return call('neg_duration', [arg], arg.type, at)
  checking.report(
    {
      code: 'type-mismatch',
      message: `"-" does not take ${typeName(arg.type)}`,
      at,
      label: `-${typeName(arg.type)}`,
      wayOut:
        arg.type.kind === 'bool'
          ? 'write ! to turn a condition round'
          : 'negate an int, a double or a duration',
    },
    declaredAt(checking, arg),
  )
  return undefined
}

function checkLogic(checking: Checking, syntax: Syntax & { kind: 'and' | 'or' }): IrNode | undefined {
  const args: IrNode[] = []
  let sound = true
  for (const operand of syntax.args) {
    const checked = checking.check(operand)
    const arg = checked && asBool(checking, checked, `an operand of ${syntax.kind === 'and' ? '&&' : '||'}`)
    if (!arg) sound = false
    else if (arg.kind === syntax.kind) args.push(...arg.args)
    else args.push(arg)
  }
  if (!sound) return undefined
  return {
    kind: syntax.kind,
    args,
    type: BOOL,
    at: syntax.at,
    fallible: args.some(({ fallible }) => fallible),
  }
}

function checkChoose(checking: Checking, syntax: Syntax & { kind: 'choose' }): IrNode | undefined {
  const checked = checking.check(syntax.test)
  const test = checked && asBool(checking, checked, 'the condition before "?"')
  const yes = checking.check(syntax.yes)
  const no = checking.check(syntax.no)
  if (!test || !yes || !no) return undefined
  const type = join(yes.type, no.type)
  if (type.kind === 'dyn' && yes.type.kind !== 'dyn' && no.type.kind !== 'dyn') {
    checking.report(
      {
        code: 'type-mismatch',
        message: `"? :" gives ${typeName(yes.type)} or ${typeName(no.type)}, and both must be of one type`,
        at: syntax.at,
        label: `${typeName(yes.type)} : ${typeName(no.type)}`,
        wayOut: 'convert one of them, or mark both with dyn()',
      },
      declaredAt(checking, yes, no),
    )
    return undefined
  }
  return {
    kind: 'choose',
    test,
    yes,
    no,
    type,
    at: syntax.at,
    fallible: test.fallible || yes.fallible || no.fallible,
  }
}

function checkList(checking: Checking, syntax: Syntax & { kind: 'list' }): IrNode | undefined {
  const checked = syntax.items.map((item) => checking.check(item))
  if (checked.some((item) => item === undefined)) return undefined
  const items = checked as IrNode[]
  const of = items.reduce<ValueType | undefined>(
    (type, item) => (type ? join(type, item.type) : item.type),
    undefined,
  )
  const type: ValueType = { kind: 'list', of: of ?? DYN }
  if (items.every((item) => item.kind === 'constant'))
    return constant(
      items.map((item) => (item as Constant).value),
      type,
      syntax.at,
    )
  return { kind: 'list', items, type, at: syntax.at, fallible: items.some(({ fallible }) => fallible) }
}

function checkMap(checking: Checking, syntax: Syntax & { kind: 'map' }): IrNode | undefined {
  let sound = true
  const seen = new Set<Value>()
  const keys: IrNode[] = []
  for (const keySyntax of syntax.keys) {
    const key = checking.check(keySyntax)
    if (!key) {
      sound = false
      continue
    }
    if (key.type.kind !== 'string') {
      sound = false
      checking.report({
        code: 'type-mismatch',
        message: `keys of maps are strings, and this is ${typeName(key.type)}`,
        at: key.at,
        label: typeName(key.type),
        wayOut: "write it as text: {'1': true}",
      })
    } else if (key.kind === 'constant' && seen.has(key.value)) {
      sound = false
      checking.report({
        code: 'repeated-key',
        message: 'this key stands in the map already',
        at: key.at,
        wayOut: 'remove one of the two',
      })
    }
    if (key.kind === 'constant') seen.add(key.value)
    keys.push(key)
  }
  const values = syntax.values.map((value) => checking.check(value))
  if (!sound || values.some((value) => value === undefined)) return undefined
  const known = values as IrNode[]
  const of = known.reduce<ValueType | undefined>(
    (type, value) => (type ? join(type, value.type) : value.type),
    undefined,
  )
  const all = [...keys, ...known]
  return {
    kind: 'map',
    keys,
    values: known,
    type: { kind: 'map', of: of ?? DYN },
    at: syntax.at,
    // Keys that are not written out may repeat, which is an error.
    fallible: all.some(({ fallible }) => fallible) || keys.some(({ kind }) => kind !== 'constant'),
  }
}
