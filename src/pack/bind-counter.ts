import type { Diagnostic } from '../core/diagnostic.ts'
import { typeName, type ValueType } from '../core/value.ts'
import { checkExpression } from '../rules/check-condition.ts'
import type { Scope } from '../rules/scope.ts'
import { counterType } from '../signals/counters/counter-spec.ts'
import type { CounterKey } from './pack.ts'
import type { CounterDraft } from './read-counters.ts'
import type { Path } from './yaml-file.ts'

/** A counter's expressions over one event type, its condition aside. */
export interface BoundCounter {
  readonly draft: CounterDraft
  /** Given by whoever lines up the event type's slots. */
  readonly slot: number
  readonly type: ValueType
  readonly key: readonly CounterKey[] | undefined
  readonly reads: readonly CounterKey[] | undefined
  readonly value: CounterKey | undefined
}

const PLAIN = ['bool', 'int', 'double', 'string', 'timestamp', 'duration', 'entity']

/**
 * Types what a counter is keyed by and what it counts, over the features, signals and envelope of one event type.
 * Where the event type is none that it counts, mistakes only mean that it cannot be read there; `undefined` then.
 */
export function bindCounter(
  draft: CounterDraft,
  scope: Scope,
  content: string | undefined,
  diagnostics: Diagnostic[],
): BoundCounter | undefined {
  const { name, written, kind, file } = draft
  const counted = draft.on.includes(scope.eventType)
  const told = new Set<string>()
  const note = (one: Diagnostic) => {
    const key = `${one.code} ${one.place.line}:${one.place.column}`
    if (counted && !told.has(key)) diagnostics.push(one)
    told.add(key)
  }

  /** `undefined` after a mistake. */
  function part(path: Path, mayBeList: boolean, numeric: boolean): CounterKey | undefined {
    const checked = checkExpression(file.sourceText(path), scope)
    for (const one of checked.diagnostics) note(one)
    const { ir } = checked
    if (ir === undefined) return undefined
    const { type } = ir
    const item = mayBeList && type.kind === 'list' ? type.of : type
    const fits = numeric
      ? type.kind === 'int' || type.kind === 'double' || type.kind === 'duration'
      : PLAIN.includes(item.kind)
    const dear = Object.values(ir.names).some(({ read }) => read.kind === 'signal' && read.dear)
    if (!fits || dear) {
      note({
        severity: 'error',
        code: dear ? 'dear-in-counter' : 'wrong-type',
        message: dear
          ? `the counter "${name}" reads a dear signal, whose value comes too late to be counted`
          : `the counter "${name}" cannot ${numeric ? 'add up' : mayBeList ? 'count distinct values of' : 'be keyed by'} a ${typeName(type)}`,
        place: file.place(path),
        wayOut: dear
          ? 'count by features and cheap signals'
          : numeric
            ? 'give a number or a duration'
            : 'give a single value: an entity, text, number, bool or time',
      })
      return undefined
    }
    const { root } = ir
    return { ir, near: root.kind === 'name' && root.name === content }
  }

  function keyOf(field: 'by' | 'read'): CounterKey[] | undefined {
    const asked = written[field]!
    const paths: Path[] = typeof asked === 'string' ? [[name, field]] : asked.map((_, i) => [name, field, i])
    const parts = paths.map((path) => part(path, false, false))
    return parts.some((one) => one === undefined) ? undefined : (parts as CounterKey[])
  }

  const key = keyOf('by')
  const reads = written.read === undefined ? key : keyOf('read')
  const summed = kind === 'sum' || (kind === 'score' && typeof written.score === 'string')
  const value = kind === 'distinct' || summed ? part([name, kind], kind === 'distinct', summed) : undefined
  if (reads !== undefined && key !== undefined && reads.length !== key.length)
    note({
      severity: 'error',
      code: 'counter-key',
      message: `the counter "${name}" is keyed by ${key.length} values and read by ${reads.length}`,
      place: file.place([name, 'read']),
      wayOut: 'give as many values to read as to by',
    })
  if (draft.written.unordered && key !== undefined && key.length !== 2)
    note({
      severity: 'error',
      code: 'counter-key',
      message: `unordered is for a pair, and the counter "${name}" is keyed by ${key.length}`,
      place: file.keyPlace([name, 'unordered']),
      wayOut: 'write by: [actor, target], or remove it',
    })
  if (reads === undefined && !counted) return undefined
  return { draft, slot: -1, type: counterType(kind, value?.ir.type), key, reads, value }
}
