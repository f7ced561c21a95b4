import type { Question } from './query-state.ts'

type Where = Question['where']
/** Lists whose values are filters beside the condition. */
const FILTERS: Readonly<Record<string, keyof Where>> = {
  actor: 'actors',
  target: 'targets',
  session: 'sessions',
  'event.world': 'worlds',
  'decision.verdict': 'verdicts',
  'decision.fired': 'rules',
  'decision.shadow': 'shadow',
}

/** Narrows a question to one value of a list; `type` is that of the list's expression. Undefined: it cannot be. */
export function narrow(
  question: Question,
  of: string,
  value: unknown,
  type: string | undefined,
): Question | undefined {
  const filter = FILTERS[of]
  if (filter !== undefined && typeof value === 'string')
    return { ...question, where: { ...question.where, [filter]: [value] } as Where }
  const term = termOf(of, value, type)
  if (term === undefined) return undefined
  const when = question.when.trim()
  if (when === '' || when === 'true') return { ...question, when: term }
  return { ...question, when: `${/\|\||\?/.test(when) ? `(${when})` : when} && ${term}` }
}

/** Takes a filter away. */
export function without(question: Question, filter: keyof Where): Question {
  const { [filter]: _, ...where } = question.where
  return { ...question, where }
}

/** A condition that is true of this value, in the language of rules. */
function termOf(of: string, value: unknown, type: string | undefined): string | undefined {
  if (of.startsWith('decision.')) return undefined
  if (value === null) return /^[a-z]\w*$/i.test(of) ? `!has(data.${of})` : undefined
  if (typeof value === 'boolean') return value ? of : `!${of}`
  if (typeof value === 'number') {
    const isWhole = Number.isSafeInteger(value) && type !== 'double'
    return `${of} == ${isWhole ? value : doubleText(value)}`
  }
  if (typeof value !== 'string') return undefined
  const text = JSON.stringify(value)
  if (type === 'timestamp' || type === 'duration') return `${of} == ${type}(${text})`
  return `${of} == ${text}`
}

function doubleText(value: number): string {
  const text = String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}
