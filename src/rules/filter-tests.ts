import type { Value } from '../core/value.ts'
import { allowedBy } from './constraint.ts'
import { type Domain, meet } from './domain.ts'
import type { Ir, IrNode } from './ir.ts'
import { isPlain } from './types.ts'

/** Values that a feature must have for a condition to be true. */
export interface FilterTest {
  /** The feature's property of `event.data`. */
  readonly property: string
  readonly domain: Domain & { readonly kind: 'range' | 'only' }
}

const NONE: readonly FilterTest[] = []
const known = new WeakMap<Ir, readonly FilterTest[]>()

/** What a condition asks of single features before it can be true or unknown; one test for a feature at most. */
export function filterTests(ir: Ir): readonly FilterTest[] {
  let tests = known.get(ir)
  if (tests === undefined) {
    tests = testsOf(ir)
    known.set(ir, tests)
  }
  return tests
}

function testsOf({ root, names }: Ir): readonly FilterTest[] {
  const found = new Map<string, Domain>()
  for (const part of root.kind === 'and' ? root.args : [root]) {
    const one = domainOf(part, names, true)
    if (one === undefined) continue
    const before = found.get(one.property)
    found.set(one.property, before === undefined ? one.domain : meet(before, one.domain))
  }
  if (found.size === 0) return NONE
  const tests: FilterTest[] = []
  for (const [property, domain] of found)
    if (domain.kind === 'only' || domain.kind === 'range') tests.push({ property, domain })
  return tests
}

interface Found {
  readonly property: string
  readonly domain: Domain
}

/** The values that make a part true, or false when it is not `positive`. */
function domainOf(part: IrNode, names: Ir['names'], positive: boolean): Found | undefined {
  switch (part.kind) {
    case 'not':
      return domainOf(part.arg, names, !positive)
    case 'name':
      return found(part, names, { kind: 'only', values: [positive] })
    case 'or':
      return positive ? eitherOf(part.args, names) : undefined
    case 'call': {
      const [subject, constant] = part.args
      if (subject?.kind !== 'name' || constant?.kind !== 'constant') return undefined
      const domain = allowedBy(part.op, constant.value, positive)
      return domain && found(subject, names, domain)
    }
  }
  return undefined
}

/** One of several values of the same feature. */
function eitherOf(parts: readonly IrNode[], names: Ir['names']): Found | undefined {
  let property: string | undefined
  const values: unknown[] = []
  for (const part of parts) {
    const one = domainOf(part, names, true)
    if (one?.domain.kind !== 'only' || (property !== undefined && one.property !== property)) return undefined
    property = one.property
    values.push(...one.domain.values)
  }
  return property === undefined ? undefined : { property, domain: { kind: 'only', values } }
}

function found(subject: IrNode & { kind: 'name' }, names: Ir['names'], domain: Domain): Found | undefined {
  const { read, type } = names[subject.name]!
  if (read.kind !== 'data' || read.property in Object.prototype || !isPlain(type)) return undefined
  return { property: read.property, domain }
}

/** Whether a value can be told apart by a filter at all; others pass. */
export function isFilterable(value: Value): boolean {
  return (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && !Number.isNaN(value))
  )
}
