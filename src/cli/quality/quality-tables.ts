import type {
  AgreementReply,
  PrecisionReply,
  PrevalenceReply,
  RecallReply,
  ReviewersReply,
} from '../../api/contract/quality.ts'
import { type Column, renderTable } from '../table.ts'
import type { QualityReports } from './quality-reports.ts'
import { countText, numberText, percent, shareText } from './share-text.ts'

const left = (heading: string): Column => ({ heading })
const right = (heading: string): Column => ({ heading, right: true })

/** Reports as tables, each with what is to be known before reading it. */
export function qualityTables({
  prevalence,
  recall,
  precision,
  agreement,
  reviewers,
}: QualityReports): string {
  return [
    prevalence && withNotes(prevalence, prevalenceTable(prevalence)),
    recall && withNotes(recall, recallTable(recall)),
    precision && withNotes(precision, precisionTable(precision)),
    agreement && withNotes(agreement, agreementTable(agreement)),
    reviewers && withNotes(reviewers, reviewersTable(reviewers)),
  ]
    .filter((text) => text !== undefined)
    .join('\n')
}

function withNotes({ notes }: { readonly notes: readonly string[] }, table: string): string {
  return [table, ...notes.map((note) => `Note: ${note}\n`)].join('')
}

/** Whys are told once, below the table. */
function withWhys(table: string, lines: readonly { readonly why: string | null }[]): string {
  const whys = [...new Set(lines.flatMap(({ why }) => why ?? []))]
  return [table, ...whys.map((why) => `–: ${why}\n`)].join('')
}

function prevalenceTable({ prevalence, unsure, by }: PrevalenceReply): string {
  const columns = [
    ...[left('VIOLATES'), left('WORLD'), left('VERDICT'), right('JUDGED'), right('FOUND')],
    ...[right('AS JUDGED'), right('IN TRUTH'), right(by === 'exposure' ? 'VIEWS' : 'DECISIONS')],
  ]
  const rows = prevalence.map((line) => [
    ...[line.policy ?? 'any policy', line.world ?? 'all', line.verdict ?? 'all'],
    ...[countText(line.judged), countText(line.violating), shareText(line.asJudged), shareText(line.share)],
    line.total === null ? '–' : countText(line.total.value),
  ])
  const leftOut = unsure === 0 ? '' : `Left out: ${countText(unsure)} that nobody was sure of.\n`
  return withWhys(renderTable(columns, rows) + leftOut, prevalence)
}

function recallTable({ recall }: RecallReply): string {
  const columns = [
    ...[left('VIOLATES'), left('FLAGGED BY'), right('JUDGED'), right('FOUND'), right('FLAGGED')],
    ...[right('AS JUDGED'), right('IN TRUTH')],
  ]
  const rows = recall.map((line) => [
    line.policy ?? 'any policy',
    `${line.rule ?? 'any live rule'}${line.shadow ? ' (shadow)' : ''}`,
    ...[countText(line.judged), countText(line.violating), countText(line.flagged)],
    ...[shareText(line.asJudged), shareText(line.share)],
  ])
  return withWhys(renderTable(columns, rows), recall)
}

function precisionTable({ precision }: PrecisionReply): string {
  if (precision.length === 0) return 'No rule fired on a decision that was drawn and judged.\n'
  const columns = [
    ...[left('RULE'), left('VIOLATES'), right('JUDGED'), right('RIGHT')],
    ...[right('AS JUDGED'), right('IN TRUTH')],
  ]
  const rows = precision.map((line) => [
    `${line.rule ?? 'any rule'}${line.shadow ? ' (shadow)' : ''}`,
    line.family,
    ...[countText(line.judged), countText(line.violating), shareText(line.asJudged), shareText(line.share)],
  ])
  return withWhys(renderTable(columns, rows), precision)
}

function agreementTable({ agreement }: AgreementReply): string {
  const columns = [
    ...[left('POLICIES'), left('LANGUAGE'), right('JOBS'), right('AGREED'), right('ALPHA'), right('AC1')],
  ]
  const rows = agreement.map((line) => [
    ...[line.family ?? 'all', line.language ?? 'all', countText(line.jobs)],
    line.agreed === null ? '–' : percent(line.agreed),
    numberText(line.alpha),
    line.ac1 === null ? '–' : line.ac1.toFixed(2),
  ])
  return withWhys(renderTable(columns, rows), agreement)
}

function reviewersTable({ reviewers, bar }: ReviewersReply): string {
  if (reviewers.length === 0) return 'Nobody judged anything in this span.\n'
  const columns = [
    ...[left('REVIEWER'), right('JUDGED'), right('UNSURE'), right('MEDIAN'), right('GOLDEN')],
    ...[right('SKILL'), right('FINDS'), right('PASSES'), right('AGREES'), right('OVERTURNED'), left('')],
  ]
  const rows = reviewers.map((one) => [
    one.name ?? one.reviewer,
    countText(one.judged),
    one.judged === 0 ? '–' : percent(one.unsure / one.judged),
    one.medianMs === null ? '–' : `${(one.medianMs / 1000).toFixed(1)} s`,
    `${one.right.hits} of ${one.right.of}`,
    shareText(one.skill),
    one.sensitivity.value === null ? '–' : percent(one.sensitivity.value),
    one.specificity.value === null ? '–' : percent(one.specificity.value),
    one.agreement.value === null ? '–' : percent(one.agreement.value),
    `${one.upheld.overturned} of ${one.upheld.violating}`,
    one.isBelow ? `below ${percent(bar)}` : '',
  ])
  return renderTable(columns, rows)
}
