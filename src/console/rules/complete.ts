import type { Reply } from '../api/ask.ts'
import type { Completion } from '../kit/editor.tsx'
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
    const after = dot < 0 ? [] : methods.map((one) => call(one, word.slice(0, dot + 1)))
    return [...names, ...functions, ...constants, ...after]
  }
}
