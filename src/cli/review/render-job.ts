import type { JobView } from '../../api/contract/jobs.ts'
import { markedText, visibleText } from './visible-text.ts'

/** A job as text for a terminal; what players wrote is shown with every hidden character written out. */
export function renderJob(job: JobView, language = 'en'): string {
  const { policy, background } = job
  const lines = [
    `${job.job}  ${job.queue}  ${job.severity}  ${job.world}${job.blind ? '  blind' : ''}`,
    `${policy.id}: ${inLanguage(policy.title, language)}`,
    ...indented(inLanguage(policy.guideline, language)),
    `due ${job.dueAt.slice(0, 19)}${job.heldUntil === null ? '' : `, held until ${job.heldUntil.slice(0, 19)}`}`,
    '',
    ...(job.summary[language === 'ko' ? 'ko' : 'en'] ?? []),
    '',
    ...contentLines(job),
    ...who(job),
  ]
  if (background !== null) {
    const { kind, stage, events, reports, mass, decision, earlier, judgements, priority } = background
    lines.push(
      '',
      `${kind} job, ${stage}; ${events} events, ${reports} reports${mass ? ' (many at once)' : ''}`,
    )
    if (priority !== null)
      lines.push(...priority.terms.map(({ factor, words }) => `  × ${round(factor)}  ${words}`))
    if (decision !== null) {
      lines.push(`decided: ${decision.verdict} at ${decision.at.slice(0, 19)} (${decision.id})`)
      lines.push(...decision.reasons.map((one) => `  ${one.rule}  ${one.policy}  ${one.severity}`))
    }
    if (background.appeal !== null) {
      const { text, statement } = background.appeal
      const told =
        statement === null ? undefined : (statement.texts[language] ?? Object.values(statement.texts)[0])
      lines.push(`the player says: ${text === null ? '(erased)' : visibleText(text)}`)
      if (told !== undefined) lines.push('the player was told:', ...indented(told))
    }
    if (earlier.length > 0)
      lines.push(
        'earlier about the same actor:',
        ...earlier.map((one) => `  ${one.closedAt.slice(0, 19)}  ${one.policy}  ${one.outcome ?? ''}`),
      )
    const { history, why } = background
    if (history !== null && history.strikes.standing + history.enforcements.length > 0)
      lines.push(
        `the account: ${history.strikes.standing} strikes that stand, of weight ${history.strikes.sum}`,
        ...history.enforcements.map(
          ({ enforcement, until }) =>
            `  ${enforcement}${until === null ? '' : ` until ${until.slice(0, 19)}`}`,
        ),
      )
    for (const { rule, description, steps } of why ?? [])
      lines.push(
        `why ${rule} fired${description === undefined ? '' : `: ${description}`}`,
        ...steps.map(({ depth, source, value }) => `  ${'  '.repeat(depth)}${source}  ${value}`),
      )
    if (judgements.length > 0)
      lines.push(
        'judged:',
        ...judgements.map((one) => {
          const note = one.note === null ? '' : `  ${visibleText(one.note)}`
          return `  ${one.stage}  ${one.choice}  ${one.policies.join(', ')}${note}`
        }),
      )
    if (background.thread !== null && background.thread.length > 0)
      lines.push(
        'around it:',
        ...background.thread.map(
          ({ event, verdict }) =>
            `  ${verdict.padEnd(5)}  ${event === null ? '(erased)' : visibleText(JSON.stringify(event.data))}`,
        ),
      )
  }
  if (job.enforcements.length > 0)
    lines.push('', `may be enforced: ${job.enforcements.map(({ name }) => name).join(', ')}`)
  return `${lines.join('\n')}\n`
}

function contentLines({ content, withheld, entity, background }: JobView): string[] {
  const lines = entity === null ? [] : [`about ${visibleText(entity)}`]
  if (content === null) {
    if (withheld === 'not-held') return [...lines, '(what it is about is shown to whoever holds it)']
    return withheld === 'erased' ? [...lines, '(the content was erased)'] : lines
  }
  const spans = background?.decision?.reasons.flatMap((reason) => reason.spans) ?? []
  for (const [name, value] of Object.entries(content.data)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const shown = name === content.of ? markedText(text, spans) : visibleText(text)
    lines.push(`${name}:`, ...shown.split('\n').map((line) => `  ${line}`))
  }
  return lines
}

function who({ actor, target, session }: JobView): string[] {
  const named = [
    ['by', actor],
    ['to', target],
    ['in', session],
  ].flatMap(([word, entity]) => (entity === null ? [] : [`${word} ${visibleText(entity!)}`]))
  return named.length === 0 ? [] : ['', named.join('  ')]
}

function inLanguage(texts: Readonly<Record<string, string>>, language: string): string {
  return texts[language] ?? Object.values(texts)[0] ?? ''
}

function indented(text: string): string[] {
  return text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`)
}

function round(factor: number): string {
  return factor.toLocaleString('en-US', { maximumFractionDigits: 2 })
}
