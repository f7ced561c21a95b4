import { typeName, type ValueType } from '../core/value.ts'
import { isModelName } from '../rules/check-model.ts'
import { EVENT_FIELDS } from '../rules/envelope-names.ts'
import { ENVELOPE_HELP, FUNCTION_HELP, type Help, LABEL_HELP, MACRO_HELP } from '../rules/function-help.ts'
import { OVERLOADS } from '../rules/functions.ts'
import type { Declaration } from '../rules/scope.ts'
import type { EventType, Pack } from './pack.ts'

/** A name that conditions may use, fields of objects with their dots. */
export interface NameFact {
  readonly name: string
  readonly kind: 'event' | 'feature' | 'signal' | 'model' | 'counter' | 'derived'
  readonly type: string
  readonly optional: boolean
  readonly secret: boolean
  readonly description?: string
  readonly help?: Help
}

export interface FunctionFact {
  readonly name: string
  readonly method: boolean
  readonly macro: boolean
  readonly signatures: string[]
  readonly help: Help
}

/** Every name of an event type's scope, as the checker resolves it. */
export function nameFacts(pack: Pack, eventType: EventType): NameFact[] {
  return [...eventType.scope.names.values()].flatMap((one) => {
    const description = describe(pack, eventType, one)
    const top: NameFact = {
      name: one.name,
      kind: kindOf(one),
      type: typeName(one.type),
      optional: one.optional,
      secret: one.secret === true,
      ...(description && { description }),
      ...(one.from.kind === 'envelope' && { help: ENVELOPE_HELP[one.name]! }),
    }
    if (one.name === 'data') return [top]
    return [top, ...fieldsOf(top, one.type)]
  })
}

function fieldsOf(of: NameFact, type: ValueType): NameFact[] {
  const { kind, secret } = of
  if (type.kind === 'entity')
    return ['id', 'kind'].map((field) => ({
      ...{ name: `${of.name}.${field}`, kind, type: 'string', optional: of.optional, secret },
    }))
  if (type.kind !== 'object') return []
  return Object.entries(type.fields).flatMap(([field, inner]) => {
    const optional = of.name === 'event' ? EVENT_FIELDS[field]!.optional : of.optional
    const one: NameFact = { name: `${of.name}.${field}`, kind, type: typeName(inner), optional, secret }
    return [one, ...fieldsOf(one, inner)]
  })
}

function kindOf({ name, from }: Declaration): NameFact['kind'] {
  if (isModelName(name)) return 'model'
  switch (from.kind) {
    case 'envelope':
      return 'event'
    case 'data':
      return 'feature'
    case 'derived':
      return 'derived'
    case 'signal':
      return from.counter ? 'counter' : 'signal'
  }
}

/** What the pack says of a name; else where it comes from. */
function describe(pack: Pack, eventType: EventType, { name, from }: Declaration): string | undefined {
  if (from.kind === 'derived') return from.source.text
  if (from.kind === 'data') return eventType.features.get(name)?.description
  if (from.kind !== 'signal') return undefined
  if (from.counter) return pack.counters.get(name)?.description || undefined
  const signal = pack.signals.get(name)
  return signal && (signal.model?.description || `${signal.kind} of ${signal.of}`)
}

/** Every function and macro of the language, each with all ways to call it. */
export function functionFacts(): FunctionFact[] {
  const facts = new Map<string, FunctionFact>()
  for (const { name, method, signature } of OVERLOADS) {
    const key = `${method ? '.' : ''}${name}`
    const known = facts.get(key)
    if (known) known.signatures.push(signature)
    else facts.set(key, { name, method, macro: false, signatures: [signature], help: FUNCTION_HELP[name]! })
  }
  const macros = Object.entries(MACRO_HELP).map(([name, { form, en, ko }]) => ({
    ...{ name, method: name !== 'has', macro: true, signatures: [form], help: { en, ko } },
  }))
  const { form, en, ko } = LABEL_HELP
  const label = { name: 'labels.has', method: true, macro: true, signatures: [form], help: { en, ko } }
  return [...facts.values(), ...macros, label]
}

/** Words and operators that are no names. */
export const LANGUAGE_WORDS = ['true', 'false', 'null', 'in'] as const
export const LANGUAGE_OPERATORS = [
  ...['&&', '||', '!', '==', '!=', '<', '<=', '>', '>=', 'in', '+', '-', '*', '/', '%', '? :'],
] as const
