import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { typeName, type ValueType } from '../core/value.ts'
import { checkCondition, checkExpression } from '../rules/check-condition.ts'
import type { Ir } from '../rules/ir.ts'
import type { SourceText } from '../rules/scope.ts'
import { checkAsked } from './check-asked.ts'
import { checkReach } from './check-reach.ts'
import type { EventType } from './pack.ts'
import type { YamlFile } from './yaml-file.ts'

/** One thing that is wrong with a text as it is written; offsets in UTF-16 units. */
export interface Written {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
  readonly from: number
  readonly to: number
  readonly wayOut?: string
  readonly label?: string
}

export interface CheckedWritten {
  readonly ok: boolean
  /** Undefined: it cannot be told. */
  readonly type: string | undefined
  readonly reads: readonly string[]
  readonly cost: number
  readonly diagnostics: readonly Written[]
}

/**
 * Checks a condition, or an expression of any type, that stands in no file yet, for each event type that it is for: as
 * the check of a rule does, and with its words.
 */
export function checkWritten(
  text: string,
  eventTypes: readonly EventType[],
  worlds: readonly string[],
  isExpression = false,
): CheckedWritten {
  const source: SourceText = { text, locate: placeOf }
  const irs = new Map<string, Ir>()
  const reads = new Set<string>()
  const found = new Map<string, Written>()
  let type: ValueType | undefined
  let cost = 0
  const note = (diagnostic: Diagnostic, only?: string) => {
    const one = written(diagnostic, only)
    const key = `${one.code} ${one.from}`
    if (!found.has(key)) found.set(key, one)
  }
  for (const [i, { name, scope }] of eventTypes.entries()) {
    const checked = isExpression ? checkExpression(source, scope) : checkCondition(source, scope)
    if (checked.ir !== undefined) irs.set(name, checked.ir)
    for (const one of checked.names) reads.add(one)
    cost = Math.max(cost, checked.cost)
    type ??= 'type' in checked ? (checked.type as ValueType) : undefined
    for (const one of checked.diagnostics) note(one, eventTypes.length > 1 && i > 0 ? name : undefined)
  }
  if (!isExpression) {
    const file: YamlFile = {
      ...{ file: '', value: undefined, place: () => placeOf(0), keyPlace: () => placeOf(0) },
      sourceText: () => source,
    }
    const more: Diagnostic[] = []
    checkAsked(file, [], eventTypes, irs, more)
    checkReach(file, [], eventTypes, worlds, irs, more)
    for (const one of more) note(one)
  }
  const diagnostics = [...found.values()].sort((a, b) => a.from - b.from)
  return {
    ok: !diagnostics.some(({ severity }) => severity === 'error'),
    type: type && typeName(type),
    reads: [...reads],
    cost,
    diagnostics,
  }
}

/** A place that is an offset: the whole text stands on one line. */
function placeOf(start: number, end = start): Place {
  return { file: '', line: 1, column: start + 1, endLine: 1, endColumn: end + 1 }
}

function written({ severity, code, message, place, wayOut, label }: Diagnostic, only?: string): Written {
  return {
    ...{ severity, code, message: only === undefined ? message : `${message} (on ${only})` },
    ...{ from: place.column - 1, to: (place.endColumn ?? place.column) - 1 },
    ...(wayOut === undefined ? {} : { wayOut }),
    ...(label === undefined ? {} : { label }),
  }
}
