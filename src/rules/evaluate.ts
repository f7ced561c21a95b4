import type { Value } from '../core/value.ts'
import { type Frame, NOT_READ } from './frame.ts'
import type { Ir, IrName, IrNode } from './ir.ts'
import { meaningOf } from './operations.ts'

/** A value that could not be had, and why: names that were missing, and `error: …` for what failed. */
export class UnknownValue {
  readonly causes: readonly string[]
  constructor(causes: readonly string[]) {
    this.causes = causes
  }
}

export type Result = Value | UnknownValue

/** One evaluation: what it may read, and what it did read. */
export interface Evaluation {
  readonly frame: Frame
  readonly names: Readonly<Record<string, IrName>>
  readonly locals: Map<number, Value>
  /** Called with every name that is read and its value. */
  readonly saw?: (name: string, value: Result) => void
}

/** Evaluates a condition node by node: slow, exact, and able to say why. The generated code agrees with it. */
export function evaluate(ir: Ir, frame: Frame, saw?: (name: string, value: Result) => void): Result {
  return evaluateNode(ir.root, { frame, names: ir.names, locals: new Map(), ...(saw ? { saw } : {}) })
}

export function evaluateNode(node: IrNode, run: Evaluation): Result {
  switch (node.kind) {
    case 'constant':
      return node.value
    case 'local':
      return run.locals.get(node.slot)
    case 'name':
      return readName(node.name, run)
    case 'field': {
      const of = evaluateNode(node.of, run)
      if (of instanceof UnknownValue) return of
      const value = ownValue(of, node.field)
      return value === undefined ? new UnknownValue([`${pathOf(node)}`]) : value
    }
    case 'has': {
      const of = evaluateNode(node.of, run)
      if (node.field === undefined) return !(of instanceof UnknownValue)
      if (of instanceof UnknownValue) return of
      return typeof of === 'object' && of !== null && !Array.isArray(of)
        ? ownValue(of, node.field) !== undefined
        : error('not a map')
    }
    case 'label': {
      const of = evaluateNode(node.of, run)
      return of instanceof UnknownValue ? of : run.frame.hasLabel(of as string, node.label)
    }
    case 'call': {
      const args: Value[] = []
      const causes: string[] = []
      for (const arg of node.args) {
        const value = evaluateNode(arg, run)
        if (value instanceof UnknownValue) causes.push(...value.causes)
        else args.push(value)
      }
      if (causes.length > 0) return unknown(causes)
      const { run: apply, fails } = meaningOf(node.op)
      const value = (apply as (...args: Value[]) => Value)(...args)
      return value === undefined ? error(fails ?? 'failed') : value
    }
    case 'and':
    case 'or':
      return evaluateLogic(node, run)
    case 'not': {
      const value = evaluateNode(node.arg, run)
      return value instanceof UnknownValue ? value : !value
    }
    case 'choose': {
      const test = evaluateNode(node.test, run)
      return test instanceof UnknownValue ? test : evaluateNode(test ? node.yes : node.no, run)
    }
    case 'list':
      return all(node.items, run, (items) => items)
    case 'map':
      return all([...node.keys, ...node.values], run, (both) => {
        const made = makeMap(both.slice(0, node.keys.length) as string[], both.slice(node.keys.length))
        return made === undefined ? error('repeated key') : (made as Value)
      })
    case 'each':
      return evaluateEach(node, run)
  }
}

function error(message: string): UnknownValue {
  return new UnknownValue([`error: ${message}`])
}

function unknown(causes: readonly string[]): UnknownValue {
  return new UnknownValue([...new Set(causes)])
}

function all(nodes: readonly IrNode[], run: Evaluation, use: (values: Value[]) => Result): Result {
  const values: Value[] = []
  const causes: string[] = []
  for (const node of nodes) {
    const value = evaluateNode(node, run)
    if (value instanceof UnknownValue) causes.push(...value.causes)
    else values.push(value)
  }
  return causes.length > 0 ? unknown(causes) : use(values)
}

function evaluateLogic(node: IrNode & { kind: 'and' | 'or' }, run: Evaluation): Result {
  const settled = node.kind === 'or'
  const causes: string[] = []
  for (const arg of node.args) {
    const value = evaluateNode(arg, run)
    if (value === settled) return settled
    if (value instanceof UnknownValue) causes.push(...value.causes)
  }
  return causes.length > 0 ? unknown(causes) : !settled
}

function evaluateEach(node: IrNode & { kind: 'each' }, run: Evaluation): Result {
  const range = evaluateNode(node.range, run)
  if (range instanceof UnknownValue) return range
  const items = itemsOf(range)
  if (!items) return error('neither a list nor a map')
  const causes: string[] = []
  const out: Value[] = []
  let count = 0
  for (const item of items) {
    run.locals.set(node.slot, item)
    const test = node.test ? evaluateNode(node.test, run) : true
    if (test instanceof UnknownValue) {
      causes.push(...test.causes)
      if (node.macro === 'all' || node.macro === 'exists') continue
      return unknown(causes)
    }
    if (node.macro === 'all' && !test) return false
    if (node.macro === 'exists' && test) return true
    if (!test) continue
    count++
    const made = node.body ? evaluateNode(node.body, run) : item
    if (made instanceof UnknownValue) return made
    out.push(made)
  }
  if (causes.length > 0) return unknown(causes)
  switch (node.macro) {
    case 'all':
      return true
    case 'exists':
      return false
    case 'exists_one':
      return count === 1
    default:
      return out
  }
}

/** What a macro goes over: the items of a list, the keys of a map. */
export function itemsOf(range: unknown): readonly Value[] | undefined {
  if (Array.isArray(range)) return range
  return typeof range === 'object' && range !== null ? Object.keys(range) : undefined
}

/** A map of these keys and values; `undefined` when a key repeats. */
export function makeMap(keys: readonly string[], values: readonly unknown[]): object | undefined {
  const made: Record<string, unknown> = Object.create(null)
  for (const [i, key] of keys.entries()) {
    if (Object.hasOwn(made, key)) return undefined
    made[key] = values[i]
  }
  return made
}

export function ownValue(of: unknown, key: string): Value {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, key)
    ? (of as Readonly<Record<string, Value>>)[key]
    : undefined
}

function readName(name: string, run: Evaluation): Result {
  const { read } = run.names[name]!
  if (read.kind === 'derived') {
    const value = evaluateNode(read.root, { ...run, locals: new Map() })
    run.saw?.(name, value)
    return value
  }
  const value = readValue(read, run.frame)
  const result = value === undefined ? new UnknownValue([name]) : value
  run.saw?.(name, result)
  return result
}

function readValue(read: Exclude<IrName['read'], { kind: 'derived' }>, frame: Frame): Value {
  switch (read.kind) {
    case 'data':
      return ownValue(frame.event.data, read.property)
    case 'signal': {
      const value = frame.signals[read.slot]
      return value === NOT_READ ? frame.readSignal(read.slot) : value
    }
    case 'envelope':
      if (read.property === 'event') return frame.event as unknown as Value
      return ownValue(frame.event, read.property)
  }
}

function pathOf(node: IrNode): string {
  return node.kind === 'field' ? `${pathOf(node.of)}.${node.field}` : node.kind === 'name' ? node.name : '…'
}
