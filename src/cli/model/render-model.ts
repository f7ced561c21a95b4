import type { ModelDetail, ModelReply } from '../../api/contract/lab-models.ts'
import { renderTable } from '../table.ts'
import { describeEntry } from './describe-entry.ts'

const heads = (...headings: readonly string[]) => headings.map((heading) => ({ heading }))

export function renderModels(models: readonly ModelReply[]): string {
  if (models.length === 0) return 'There is no model yet. Make one with: haechi lab run TASK --data FILE\n'
  return renderTable(
    heads('MODEL', 'TASK', 'STATE', 'MAY', 'CERTIFIED', 'SHARE', 'LEARNER', 'MADE'),
    models.map((one) => [
      ...[one.id, one.task, stateOf(one), one.authority, one.certified],
      ...[
        one.share === 0 ? '-' : `${100 * one.share} %`,
        one.learner,
        one.madeAt.slice(0, 16).replace('T', ' '),
      ],
    ]),
  )
}

/** A model with its way: what it is, what it may, its gates, its score, and each entry. */
export function renderModel({ model, gates, next, score, entries }: ModelDetail): string {
  const { review, act, actForGood } = model.thresholds
  const from = (value: number | null) => (value === null ? 'never' : `from ${value}`)
  const sections = Object.entries(score.sections).map(([name, points]) => `${name} ${points}`)
  const missing = score.tests.filter(({ points }) => points === 0)
  const lines = [
    `${model.id}: ${model.task}, ${stateOf(model)}`,
    `may ${model.authority}, certified to ${model.certified}${model.cap === 'irreversible' ? '' : `, held to ${model.cap} by people`}${model.share > 0 ? `, on ${100 * model.share} % of accounts` : ''}`,
    `${model.learner}, ${(model.bytes / 1024 / 1024).toFixed(1)} MiB, from ${model.dataset}, under ${model.policyVersion || 'no policy of a pack'}`,
    `review ${from(review)}, act ${from(act)}, act for good ${from(actForGood)}`,
    ...(next === null ? [] : [`to be certified to ${next.authority}: ${next.missing.join(', ')}`]),
    `ML Test Score ${score.score.toFixed(1)} of 7 (${sections.join(', ')})`,
    ...(missing.length === 0
      ? []
      : [`no evidence yet: ${missing.map(({ test, name }) => `${test} ${name}`).join('; ')}`]),
  ]
  const found = renderTable(
    heads('GATE', 'FOR', 'VERDICT', 'ON', 'SAYS'),
    gates.map((one) => [one.gate, one.for, one.verdict, one.on, one.says]),
  )
  const way = renderTable(
    [{ heading: 'ENTRY', right: true }, ...heads('WHEN', 'WHAT', 'BY', 'SAYS')],
    entries.map((one) => [
      ...[`#${one.number}`, one.at.slice(0, 16).replace('T', ' '), one.kind, one.by, describeEntry(one)],
    ]),
  )
  return `${lines.join('\n')}\n${gates.length === 0 ? '' : `\n${found}`}\n${way}`
}

function stateOf({ state, isLastGood, isTainted }: ModelReply): string {
  return `${state}${isLastGood ? ' (last known good)' : ''}${isTainted ? ' (a row of its data was erased)' : ''}`
}
