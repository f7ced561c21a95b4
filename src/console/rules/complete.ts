import type { Reply } from '../api/ask.ts'
import type { Completion } from '../kit/editor-props.ts'
import type { Language } from '../words/language.ts'

type Facts = Reply<'language'>

const KINDS = {
  event: 'feature',
  feature: 'feature',
  derived: 'feature',
  signal: 'signal',
  model: 'signal',
  counter: 'counter',
} as const

/** What may stand where the cursor is: names that all of the event types know, functions, labels, words. */
export function completions(
  facts: Facts,
  on: readonly string[],
  language: Language,
): (before: string, word: string) => readonly Completion[] {
  const types = facts.eventTypes.filter(({ name }) => on.includes(name))
  const [first, ...others] = types
  const known = others.map(({ names }) => new Set(names.map(({ name }) => name)))
  const names = (first?.names ?? [])
    .filter(({ name }) => known.every((set) => set.has(name)))
    .map(({ name, kind, type, description, help }): Completion => {
      const info = help?.[language] ?? description
      return { label: name, kind: KINDS[kind], detail: type, ...(info === undefined ? {} : { info }) }
    })
  const call = ({ name, signatures, help, method }: Facts['functions'][number], prefix = ''): Completion => ({
    label: `${prefix}${name}`,
    kind: 'function',
    detail: signatures[0]!,
    info: [help[language], ...signatures.slice(1)].join('\n'),
    insert: `${prefix}${name}(${method && signatures.every((one) => /\(\)/.test(one)) ? ')' : ''}`,
  })
  const functions = facts.functions.filter(({ method }) => !method).map((one) => call(one))
  const methods = facts.functions.filter(({ method }) => method)
  const labels = facts.labels.map(
    ({ name, description }): Completion => ({ label: name, kind: 'label', info: description }),
  )
  const constants = facts.words.map((label): Completion => ({ label, kind: 'constant' }))
  return (before, word) => {
    if (/labels\.has\(\s*['"]$/.test(before) || /['"]$/.test(before)) return labels
    const dot = word.lastIndexOf('.')
    // Behind `name.` stand its fields, and what can be called on any value.
    const of = word.slice(0, Math.max(0, dot))
    const type = first?.names.find(({ name }) => name === of)?.type
    const after =
      dot < 0
        ? []
        : methods
            .filter(({ signatures }) => signatures.some((one) => takes(one, type)))
            .map((one) => call(one, `${of}.`))
    return [...names, ...functions, ...constants, ...after]
  }
}

const ENTITY = /^(entity|[a-z][a-z0-9_]*)$/
const PLAIN = new Set(['string', 'int', 'double', 'bool', 'timestamp', 'duration', 'dyn'])

/** Whether a method can be called on a value of a type; undefined: the type is not known. */
function takes(signature: string, type: string | undefined): boolean {
  if (type === undefined || type === 'dyn') return true
  const [receiver] = signature.split('.')
  if (receiver!.startsWith('list')) return type.startsWith('list') || type.startsWith('map')
  if (receiver === 'entity') return ENTITY.test(type) && !PLAIN.has(type)
  return receiver === type || (receiver === 'map' && type.startsWith('map'))
}
