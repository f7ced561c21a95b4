import { didYouMean } from '../core/suggest.ts'
import type { ValueType } from '../core/value.ts'
import { typeName } from '../core/value.ts'
import { checkModel, isModels } from './check-model.ts'
import { asBool } from './check-operator.ts'
import { type Checking, declaredAt } from './checking.ts'
import { EVENT_FIELDS } from './envelope-names.ts'
import type { At, IrNode, Macro } from './ir.ts'
import type { Syntax } from './syntax.ts'
import { BOOL, DYN, STRING } from './types.ts'

type CallSyntax = Syntax & { kind: 'call' }

const ARGUMENTS: Readonly<Record<Macro, readonly number[]>> = {
  all: [2],
  exists: [2],
  exists_one: [2],
  map: [2, 3],
  filter: [2],
}

/** The macro that a call spells, `existsOne` being CEL's newer name of `exists_one`. */
export function macroOf(syntax: CallSyntax): Macro | undefined {
  if (syntax.target === undefined) return undefined
  const name = syntax.name === 'existsOne' ? 'exists_one' : syntax.name
  return Object.hasOwn(ARGUMENTS, name) ? (name as Macro) : undefined
}

export function checkMacro(checking: Checking, syntax: CallSyntax, macro: Macro): IrNode | undefined {
  const range = checking.check(syntax.target!)
  const [variable, ...rest] = syntax.args
  if (!ARGUMENTS[macro].includes(syntax.args.length) || variable?.kind !== 'identifier') {
    const form = macro === 'map' ? '.map(x, value) or .map(x, condition, value)' : `.${macro}(x, condition)`
    checking.report({
      code: 'wrong-arguments',
      message: `${macro} takes a name for the item and ${macro === 'map' ? 'what to make of it' : 'a condition'}`,
      at: syntax.nameAt,
      wayOut: `write ${form}`,
    })
    return undefined
  }
  const type = range && itemType(range.type)
  if (range && !type)
    checking.report(
      {
        code: 'type-mismatch',
        message: `${macro} goes over a list or the keys of a map, and this is ${typeName(range.type)}`,
        at: range.at,
        label: typeName(range.type),
        wayOut:
          range.type.kind === 'string'
            ? 'look into a string with contains() or matches()'
            : 'call it on a list',
      },
      declaredAt(checking, range),
    )
  const slot = checking.slots++
  checking.locals.push({ name: variable.name, slot, type: type ?? DYN, fallible: false })
  const hasBody = macro === 'map'
  const testSyntax = hasBody ? (rest.length === 2 ? rest[0] : undefined) : rest[0]
  const tested = testSyntax && checking.check(testSyntax)
  const test = tested && asBool(checking, tested, `the condition of ${macro}`)
  const body = hasBody ? checking.check(rest.at(-1)!) : undefined
  checking.locals.pop()
  if (!range || !type || (testSyntax && !test) || (hasBody && !body)) return undefined
  const result: ValueType =
    macro === 'map'
      ? { kind: 'list', of: body!.type }
      : macro === 'filter'
        ? { kind: 'list', of: type }
        : BOOL
  return {
    kind: 'each',
    macro,
    slot,
    range,
    ...(test ? { test } : {}),
    ...(body ? { body } : {}),
    type: result,
    at: syntax.at,
    fallible:
      range.fallible || range.type.kind === 'dyn' || (test?.fallible ?? false) || (body?.fallible ?? false),
  }
}

function itemType(range: ValueType): ValueType | undefined {
  return range.kind === 'list'
    ? range.of
    : range.kind === 'map'
      ? STRING
      : range.kind === 'dyn'
        ? DYN
        : undefined
}

/** `has(data.text)`, `has(insults.count)`, `has(counts.key)`; and, beyond CEL, `has(target)` for a name. */
export function checkHas(checking: Checking, syntax: CallSyntax): IrNode | undefined {
  const [arg] = syntax.args
  if (syntax.args.length !== 1 || (arg?.kind !== 'select' && arg?.kind !== 'identifier')) {
    checking.report({
      code: 'wrong-arguments',
      message: 'has() asks whether one field is there',
      at: syntax.at,
      wayOut: 'write has(data.name)',
    })
    return undefined
  }
  const has = (of: IrNode, fallible: boolean, field?: string): IrNode => ({
    kind: 'has',
    of,
    ...(field === undefined ? {} : { field }),
    type: BOOL,
    at: syntax.at,
    fallible,
  })
  if (arg.kind === 'identifier' || isEnvelope(checking, arg.of) || isModels(checking, arg.of)) {
    const of = checking.check(arg)
    return of && has(of, false)
  }
  const of = checking.check(arg.of)
  if (!of) return undefined
  if (of.type.kind === 'object' && !Object.hasOwn(of.type.fields, arg.field))
    return unknownField(checking, of, arg.field, arg.fieldAt)
  if (of.type.kind === 'object' || of.type.kind === 'map' || of.type.kind === 'dyn')
    return has(of, of.fallible || of.type.kind === 'dyn', arg.field)
  return unknownField(checking, of, arg.field, arg.fieldAt)
}

/** Whether `event` or `data` of the envelope is meant: their fields are names of their own. */
function isEnvelope(checking: Checking, syntax: Syntax): boolean {
  if (syntax.kind !== 'identifier' || checking.locals.some(({ name }) => name === syntax.name)) return false
  const declaration = checking.scope.names.get(syntax.name)
  return declaration?.from.kind === 'envelope' && declaration.type.kind === 'object'
}

/** `of.field`, resolved to a name when `of` is `event` or `data`. */
export function checkSelect(checking: Checking, syntax: Syntax & { kind: 'select' }): IrNode | undefined {
  const { field, fieldAt, at } = syntax
  if (isModels(checking, syntax.of)) return checkModel(checking, syntax)
  if (isEnvelope(checking, syntax.of) && syntax.of.kind === 'identifier') {
    const declaration = checking.scope.names.get(syntax.of.name)!
    const fields = declaration.type.kind === 'object' ? declaration.type.fields : {}
    const type = Object.hasOwn(fields, field) ? fields[field] : undefined
    if (!type) return unknownMember(checking, declaration.name, field, fieldAt, Object.keys(fields))
    return envelopeField(checking, declaration.name, field, type, at)
  }
  const of = checking.check(syntax.of)
  if (!of) return undefined
  switch (of.type.kind) {
    case 'object': {
      const type = Object.hasOwn(of.type.fields, field) ? of.type.fields[field] : undefined
      if (!type) return unknownField(checking, of, field, fieldAt)
      return { kind: 'field', of, field, type, at, fallible: true }
    }
    case 'entity':
      if (field !== 'id' && field !== 'kind') return unknownField(checking, of, field, fieldAt)
      return {
        kind: 'call',
        op: field === 'id' ? 'entity_id' : 'entity_kind',
        args: [of],
        type: STRING,
        at,
        fallible: of.fallible,
      }
    case 'map':
    case 'dyn': {
      const key: IrNode = { kind: 'constant', value: field, type: STRING, at: fieldAt, fallible: false }
      const type = of.type.kind === 'map' ? of.type.of : DYN
      return {
        kind: 'call',
        op: of.type.kind === 'map' ? 'at_map' : 'at_dyn',
        args: [of, key],
        type,
        at,
        fallible: true,
      }
    }
    default:
      return unknownField(checking, of, field, fieldAt)
  }
}

function envelopeField(
  checking: Checking,
  base: string,
  field: string,
  type: ValueType,
  at: At,
): IrNode | undefined {
  if (base === 'data')
    for (const declared of checking.scope.names.values())
      if (declared.from.kind === 'data' && declared.from.property === field) {
        const name = checking.declare(declared)
        return name && { kind: 'name', name: declared.name, type: name.type, at, fallible: name.optional }
      }
  const known = base === 'event' && Object.hasOwn(EVENT_FIELDS, field) ? EVENT_FIELDS[field] : undefined
  const optional = known?.optional ?? true
  const name = `${base}.${field}`
  checking.names.set(name, {
    type,
    optional,
    secret: base === 'data',
    read:
      base === 'data'
        ? { kind: 'data', property: field }
        : { kind: 'envelope', property: known?.property ?? field },
  })
  return { kind: 'name', name, type, at, fallible: optional }
}

function unknownField(checking: Checking, of: IrNode, field: string, at: At): undefined {
  if (of.type.kind === 'entity' && field === 'labels') {
    const wayOut = "write actor.labels.has('trusted'), or 'trusted' in actor.labels"
    checking.report({ code: 'labels-as-a-value', message: 'labels are asked for one by one', at, wayOut })
    return undefined
  }
  if (of.type.kind === 'object' || of.type.kind === 'entity')
    return unknownMember(
      checking,
      typeName(of.type),
      field,
      at,
      of.type.kind === 'object' ? Object.keys(of.type.fields) : ['id', 'kind'],
      of,
    )
  checking.report(
    {
      code: 'no-fields',
      message: `${typeName(of.type)} has no field "${field}"`,
      at,
      label: `a field of ${typeName(of.type)}`,
      wayOut: ['length', 'size', 'len'].includes(field)
        ? 'write .size()'
        : 'fields belong to objects, maps and entities',
    },
    declaredAt(checking, of),
  )
  return undefined
}

function unknownMember(
  checking: Checking,
  owner: string,
  field: string,
  at: At,
  fields: readonly string[],
  of?: IrNode,
): undefined {
  checking.report(
    {
      code: 'unknown-field',
      message: `${owner} has no field "${field}"`,
      at,
      label: 'no such field',
      wayOut: didYouMean(field, fields),
    },
    of ? declaredAt(checking, of) : [],
  )
  return undefined
}
