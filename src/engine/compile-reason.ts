import type { Reason, Span } from '../core/decision.ts'
import { formatDuration } from '../core/duration.ts'
import { isoTime } from '../core/iso-time.ts'
import type { ValueType } from '../core/value.ts'
import { EVENT_FIELDS } from '../rules/envelope-names.ts'
import { type Frame, NOT_READ } from '../rules/frame.ts'
import { type IrNode, operands } from '../rules/ir.ts'
import type { CompiledEventType, CompiledRule } from './ruleset.ts'

/** Gives the record of a firing, with the values that the condition saw by name as written: `{ "insults.count": 1 }`. */
export type ReasonMaker = (frame: Frame, spans: Span[]) => Reason

/**
 * Compiles what a fired rule tells of itself and of the values it saw: single values only, never content or personal data, and no
 * list of what a signal found in the content. Times are written as text.
 *
 * Run at each firing, so it is generated code like the conditions: the program's own `saw` walks the tree, which
 * costs more than judging all the rules did. Derived names alone are left to it.
 */
export function compileReason(
  { eventType, program }: CompiledEventType,
  type: string,
  { rule, index, policy, severity, verdict }: CompiledRule,
): ReasonMaker {
  const ir = rule.irs.get(type)!
  const always = new Map<string, string>()
  const readers = new Map<string, string>()
  const derived: { name: string; type: ValueType }[] = []
  const visit = (node: IrNode): void => {
    if (node.kind === 'name') addName(node.name)
    else if (node.kind === 'field' && node.of.kind === 'name') addField(node.of.name, node.field, node.type)
    else if (node.kind === 'has' && node.of.kind === 'name') return
    else operands(node).forEach(visit)
  }
  const addName = (name: string): void => {
    const { type, secret, read } = ir.names[name]!
    if (secret || !isSingle(type)) return
    if (read.kind === 'derived') derived.push({ name, type })
    else if (read.kind === 'data')
      add(name, `d[${JSON.stringify(read.property)}]`, type, eventType.features.get(name)?.required)
    else if (read.kind === 'envelope') add(name, `f.event[${JSON.stringify(read.property)}]`, type)
    else add(name, `f.signals[${read.slot}]`, type)
  }
  const addField = (name: string, field: string, type: ValueType): void => {
    const { secret, read } = ir.names[name]!
    if (secret || !isSingle(type)) return
    const key = JSON.stringify(field)
    if (read.kind === 'signal') add(`${name}.${field}`, `one(f.signals[${read.slot}], ${key})`, type)
    if (read.kind !== 'envelope') return
    const property = EVENT_FIELDS[field]?.property
    if (read.property === 'event' && property !== undefined)
      add(`event.${field}`, `f.event[${JSON.stringify(property)}]`, type)
    const feature = read.property === 'data' ? eventType.features.get(field) : undefined
    if (feature && !feature.personal && field !== eventType.content)
      add(`data.${field}`, `d[${key}]`, type, feature.required)
  }
  /** `present`: never missing, so that it can stand in an object literal, which V8 makes fastest. */
  const add = (name: string, code: string, type: ValueType, present = false): void => {
    const timed = type.kind === 'timestamp' || type.kind === 'duration'
    if (present) {
      always.set(name, `${JSON.stringify(name)}: ${timed ? `write(${code}, '${type.kind}')` : code}`)
      return
    }
    const write = timed ? `write(v, '${type.kind}')` : 'v'
    readers.set(
      name,
      `v = ${code}; if (v !== undefined && v !== notRead) saw[${JSON.stringify(name)}] = ${write};`,
    )
  }
  visit(ir.root)

  // Only JSON strings and this file's own text get into the code. The constants stand in the literal, which V8 copies
  // whole: cheaper than setting them one by one.
  const constants = { rule: rule.id, policy, severity, ...(verdict === undefined ? {} : { verdict }) }
  const body = `return (f, spans) => { const d = f.event.data; const saw = {${[...always.values()].join(', ')}}; let v; ${[...readers.values()].join(' ')} return {${JSON.stringify(constants).slice(1, -1)}, saw, spans} }`
  const plain = new Function('notRead', 'one', 'write', body)(NOT_READ, fieldOf, write) as ReasonMaker
  if (derived.length === 0) return plain
  return (frame, spans) => {
    const reason = plain(frame, spans)
    const saw = reason.saw as Record<string, unknown>
    const all = program.saw(frame, index)
    for (const { name, type } of derived) {
      const value = all[name]
      if (value === undefined) continue
      saw[name] = type.kind === 'timestamp' || type.kind === 'duration' ? write(value, type.kind) : value
    }
    return reason
  }
}

function isSingle(type: ValueType): boolean {
  return !['list', 'map', 'object', 'dyn', 'null'].includes(type.kind)
}

function fieldOf(signal: unknown, field: string): unknown {
  return typeof signal === 'object' && signal !== null
    ? (signal as Record<string, unknown>)[field]
    : undefined
}

function write(ms: unknown, kind: 'timestamp' | 'duration'): unknown {
  if (typeof ms !== 'number' || Math.abs(ms) > 8.64e15) return ms
  return kind === 'timestamp' ? isoTime(ms) : formatDuration(ms)
}
