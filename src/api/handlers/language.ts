import { functionFacts, LANGUAGE_OPERATORS, LANGUAGE_WORDS, nameFacts } from '../../pack/language-facts.ts'
import type { EventType, Pack } from '../../pack/pack.ts'
import type { LanguageQuery, LanguageReply } from '../contract/language.ts'
import type { MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'

/** Shows every name that conditions and rules may use. */
export const language: MakeHandler = (parts) => (request, reply) => {
  const { type } = request.query as LanguageQuery
  const { id, pack } = parts.engine.ruleset
  const { number } = parts.versions.live
  const eventTypes = typesOf(pack, type)
  // A version that brings an earlier pack back has another number and the same names.
  const tag = `"${id}-${number}"`
  reply.headers({ etag: tag, 'cache-control': 'private, no-cache' })
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  return {
    ruleset: id,
    version: number,
    worlds: [...pack.worlds],
    languages: [...pack.languages],
    eventTypes: eventTypes.map((one) => ({
      ...{ name: one.name, description: one.description, content: one.content ?? null },
      actor: one.actor ? [...one.actor] : null,
      target: one.target ? [...one.target] : null,
      names: nameFacts(pack, one),
    })),
    functions: functionFacts(),
    words: [...LANGUAGE_WORDS],
    operators: [...LANGUAGE_OPERATORS],
    labels: [...pack.labels.values()].map(({ name, on = null, description }) => ({ name, on, description })),
    policies: [...pack.policies.values()].map((one) => ({
      ...{ id: one.id, version: one.version, severity: one.severity, title: { ...one.title } },
    })),
    queues: [...pack.queues.values()].map(({ name, description }) => ({ name, description })),
    enforcements: [...pack.enforcements.values()].map((one) => ({
      ...{ name: one.name, on: one.on ?? null, description: one.description, reversible: one.reversible },
      params: [...one.params].map(([name, { type: kind, required }]) => ({ name, type: kind, required })),
    })),
  } satisfies LanguageReply
}

function typesOf(pack: Pack, type: string | undefined): readonly EventType[] {
  if (type === undefined) return [...pack.eventTypes.values()]
  const one = pack.eventTypes.get(type)
  if (one === undefined)
    throw refusal('not-found', 'There is no event type of this name.', {
      field: 'type',
      wayOut: `One of: ${[...pack.eventTypes.keys()].join(', ')}.`,
    })
  return [one]
}
