import { EntityRef } from '../../core/entity.ts'

const OWN_ID = /^(?:[drt]|job|ann|rep|usr|enf|str|sor|app|end|dlv|era|hld)-[0-9a-f]{16,32}$/
/** Fields that hold an entity, by their name; other texts may look like one. */
const ENTITY_FIELDS = new Set([
  'entity',
  'target',
  'actor',
  'session',
  'item',
  'reporter',
  'account',
  'room',
  'after',
])
const MOST = 100
const DEEPEST = 4

/** What a request is about: our own ids, and entities that must not stand in the log as they are. */
export interface Objects {
  readonly ids: readonly string[]
  readonly entities: readonly string[]
}

/** Picks ids and entities out of a request's or a reply's values; at most a hundred, and no other text. */
export function objectsOf(...values: readonly unknown[]): Objects {
  const ids = new Set<string>()
  const entities = new Set<string>()
  const walk = (value: unknown, field: string, depth: number): void => {
    if (ids.size + entities.size >= MOST) return
    if (typeof value === 'string') {
      if (OWN_ID.test(value)) ids.add(value)
      else if (ENTITY_FIELDS.has(field) && EntityRef.safeParse(value).success) entities.add(value)
    } else if (Array.isArray(value)) for (const item of value.slice(0, MOST)) walk(item, field, depth + 1)
    else if (typeof value === 'object' && value !== null && depth < DEEPEST)
      for (const [name, item] of Object.entries(value)) walk(item, name, depth + 1)
  }
  for (const value of values) walk(value, '', 0)
  return { ids: [...ids], entities: [...entities] }
}
