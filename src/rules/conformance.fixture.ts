import type { IncrementalTest } from '@bufbuild/cel-spec/testdata/tests.js'
import { anyUnpack, DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt'
import type { Value, ValueType } from '../core/value.ts'
import { typeName } from '../core/value.ts'
import { checkExpression } from './check-condition.ts'
import { compileRows } from './compile-rows.ts'
import { frameOf, sourceOf } from './condition.fixture.ts'
import { evaluate, UnknownValue } from './evaluate.ts'
import type { Ir, IrNode } from './ir.ts'
import type { Declaration, Scope } from './scope.ts'
import { equalValues } from './value-order.ts'

type SimpleTest = IncrementalTest['original']
type CelType =
  NonNullable<SimpleTest['typeEnv'][number]['declKind']['value']> extends infer D
    ? D extends { type?: infer T }
      ? NonNullable<T>
      : never
    : never
type CelValue = Extract<SimpleTest['resultMatcher'], { case: 'value' }>['value']

class Beyond extends Error {}

/** Runs one conformance test through checker, evaluator and generated code; `undefined` when it passes, else why not. */
export function failureOf(test: SimpleTest): string | undefined {
  try {
    return run(test)
  } catch (fault) {
    if (fault instanceof Beyond) return fault.message
    throw fault
  }
}

function run(test: SimpleTest): string | undefined {
  const data: Record<string, Value> = Object.create(null)
  for (const [name, bound] of Object.entries(test.bindings))
    if (bound.kind.case === 'value') data[name] = toValue(bound.kind.value)
  const names = test.typeEnv.map((decl): Declaration => {
    if (decl.declKind.case !== 'ident' || !decl.declKind.value.type) throw new Beyond('declares a function')
    const type = toType(decl.declKind.value.type)
    return {
      name: decl.name,
      type,
      optional: data[decl.name] === undefined,
      from: { kind: 'data', property: decl.name },
    }
  })
  const scope: Scope = { eventType: 'conformance', names: new Map(names.map((one) => [one.name, one])) }
  const { ir, diagnostics } = checkExpression(sourceOf(test.expr), scope)
  const first = diagnostics.find(({ severity }) => severity === 'error')
  const matcher = test.resultMatcher
  if (!ir) {
    // What CEL leaves to run time and we refuse beforehand is an error all the same, if it is for the same reason.
    const refusals = [
      'type-mismatch',
      'not-bool',
      'wrong-arguments',
      'bad-constant',
      'division-by-zero',
      'index-outside',
      'repeated-key',
      'unknown-name',
    ]
    if (matcher.case === 'evalError' && refusals.includes(first!.code)) return undefined
    return `refused: ${first!.message}`
  }
  if (matcher.case === 'typedResult') {
    const wanted = typeName(toType(matcher.value.deducedType!))
    if (typeName(ir.type) !== wanted) return `type ${typeName(ir.type)}, not ${wanted}`
    if (test.checkOnly || !matcher.value.result) return undefined
    return compare(ir, scope, data, toValue(matcher.value.result), matcher.value.result)
  }
  if (matcher.case === 'evalError' || matcher.case === 'unknown') return compareUnknown(ir, scope, data)
  if (matcher.case === 'value') return compare(ir, scope, data, toValue(matcher.value), matcher.value)
  return compare(ir, scope, data, true, undefined)
}

function compare(
  ir: Ir,
  scope: Scope,
  data: Record<string, Value>,
  wanted: Value,
  cel: CelValue | undefined,
): string | undefined {
  const kinds: Readonly<Record<string, string>> = {
    int64Value: 'int',
    doubleValue: 'double',
    stringValue: 'string',
    boolValue: 'bool',
  }
  const kind = cel?.kind.case && kinds[cel.kind.case]
  if (kind && ir.type.kind !== 'dyn' && ir.type.kind !== kind) return `type ${ir.type.kind}, not ${kind}`
  const exact = evaluate(ir, frameOf({ data }))
  if (exact instanceof UnknownValue) return `unknown: ${exact.causes.join()}`
  const nan = typeof wanted === 'number' && Number.isNaN(wanted)
  if (nan ? !Number.isNaN(exact) : !equalValues(exact, wanted)) return `gives ${JSON.stringify(exact)}`
  if (nan) return undefined
  const constant: IrNode = {
    kind: 'constant',
    value: wanted,
    type: { kind: 'dyn' },
    at: [0, 0],
    fallible: false,
  }
  return judged(ir, scope, data, constant) === true ? undefined : 'the generated code disagrees'
}

function compareUnknown(ir: Ir, scope: Scope, data: Record<string, Value>): string | undefined {
  const exact = evaluate(ir, frameOf({ data }))
  if (!(exact instanceof UnknownValue)) return `gives ${JSON.stringify(exact)}, not an error`
  const constant: IrNode = {
    kind: 'constant',
    value: null,
    type: { kind: 'dyn' },
    at: [0, 0],
    fallible: false,
  }
  return judged(ir, scope, data, constant) === 'unknown' ? undefined : 'the generated code disagrees'
}

/** The generated code judges bool conditions: the expression is compared with the expected value. */
function judged(ir: Ir, scope: Scope, data: Record<string, Value>, wanted: IrNode): boolean | 'unknown' {
  const root: IrNode = {
    kind: 'call',
    op: 'eq_deep',
    args: [ir.root, wanted],
    type: { kind: 'bool' },
    at: [0, 0],
    fallible: ir.root.fallible,
  }
  const frame = frameOf({ data })
  compileRows([{ ...ir, root }], scope).run(frame)
  return frame.firedCount ? true : frame.unknownCount ? 'unknown' : false
}

function toValue({ kind }: CelValue): Value {
  switch (kind.case) {
    case 'nullValue':
      return null
    case 'boolValue':
    case 'stringValue':
    case 'doubleValue':
      return kind.value
    case 'int64Value':
      if (!Number.isSafeInteger(Number(kind.value))) throw new Beyond('an integer beyond 53 bits')
      return Number(kind.value)
    case 'listValue':
      return kind.value.values.map(toValue)
    case 'mapValue': {
      const map: Record<string, Value> = Object.create(null)
      for (const { key, value } of kind.value.entries) {
        if (key?.kind.case !== 'stringValue') throw new Beyond('a map whose keys are no strings')
        map[key.kind.value] = toValue(value!)
      }
      return map
    }
    case 'objectValue': {
      const time = anyUnpack(kind.value, TimestampSchema) ?? anyUnpack(kind.value, DurationSchema)
      if (!time) throw new Beyond(`a value of type ${kind.value.typeUrl}`)
      if (time.nanos % 1_000_000 !== 0) throw new Beyond('a time below 1 ms')
      return Number(time.seconds) * 1000 + time.nanos / 1_000_000
    }
    default:
      throw new Beyond(`a value of kind ${kind.case}`)
  }
}

function toType(type: CelType): ValueType {
  const { typeKind } = type
  switch (typeKind.case) {
    case 'dyn':
      return { kind: 'dyn' }
    case 'null':
      return { kind: 'null' }
    case 'primitive': {
      const kind = ([undefined, 'bool', 'int', undefined, 'double', 'string', undefined] as const)[
        typeKind.value
      ]
      if (kind) return { kind }
      break
    }
    case 'wellKnown': {
      const kind = ([undefined, 'dyn', 'timestamp', 'duration'] as const)[typeKind.value]
      if (kind) return { kind }
      break
    }
    case 'listType':
      return { kind: 'list', of: typeKind.value.elemType ? toType(typeKind.value.elemType) : { kind: 'dyn' } }
    case 'mapType':
      if (typeKind.value.keyType && typeName(toType(typeKind.value.keyType)) !== 'string')
        throw new Beyond('a map whose keys are no strings')
      return {
        kind: 'map',
        of: typeKind.value.valueType ? toType(typeKind.value.valueType) : { kind: 'dyn' },
      }
  }
  throw new Beyond(`the type ${typeKind.case}`)
}
