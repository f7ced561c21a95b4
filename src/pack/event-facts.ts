import { keyOfCall, keyOfName } from '../rules/constraint.ts'
import { type Domain, range } from '../rules/domain.ts'
import type { Literal } from '../rules/literals.ts'
import type { Operation } from '../rules/operations.ts'
import type { EventType } from './pack.ts'

/** Something that is true of every event of a type that gets as far as the rules, and the words for it. */
export interface EventFact {
  readonly literal: Literal
  readonly words: string
}

const SIZES: Readonly<Record<string, Operation>> = { string: 'size_text', list: 'size_list', map: 'size_map' }

/** What the limits of an event type's features, its kinds of entity, and `worlds` leave to a condition. */
export function eventFacts(eventType: EventType, worlds: readonly string[]): EventFact[] {
  const facts = [
    fact(
      keyOfName('event.type'),
      { kind: 'only', values: [eventType.name] },
      `event.type is ${eventType.name}`,
    ),
    fact(keyOfName('event.world'), { kind: 'only', values: worlds }, `event.world is ${worlds.join(' or ')}`),
  ]
  for (const role of ['actor', 'target'] as const) {
    const kinds = eventType[role]
    if (kinds !== undefined)
      facts.push(
        fact(
          keyOfCall('entity_kind', keyOfName(role)),
          { kind: 'only', values: kinds },
          `the ${role} is ${kinds.join(' or ')}`,
        ),
      )
  }
  for (const { name, type, min, max } of eventType.features.values()) {
    const key = keyOfName(name)
    const size = SIZES[type.kind]
    if (size !== undefined) {
      if (max !== undefined)
        facts.push(fact(keyOfCall(size, key), range(0, max), `${name} has a size of ${max} at most`, true))
    } else if (min !== undefined || max !== undefined) {
      const words = [
        min === undefined ? [] : `at least ${min}`,
        max === undefined ? [] : `at most ${max}`,
      ].flat()
      const limits = range(min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY)
      facts.push(fact(key, limits, `${name} is ${words.join(' and ')}`, type.kind === 'int'))
    }
  }
  return facts
}

function fact(subject: string, allowed: Domain, words: string, isWhole = false): EventFact {
  const node = { kind: 'constant', value: true, type: { kind: 'bool' }, at: [0, 0], fallible: false } as const
  return {
    literal: {
      subject,
      allowed,
      possible: undefined,
      invertible: false,
      isWhole,
      node,
      shown: node,
      positive: true,
    },
    words,
  }
}
