import type {
  AgreementReply,
  PrecisionReply,
  PrevalenceReply,
  RecallReply,
  ReviewersReply,
} from '../../api/contract/quality.ts'
import { pageDocument } from '../../page/document.ts'
import { type Html, html } from '../../page/html.ts'
import { STYLE } from '../../page/style.ts'
import { type ForestRow, type ForestScale, forestPlot } from './forest-plot.ts'
import { headOf, type QualityReports } from './quality-reports.ts'
import { countText, numberText, percent, shareText } from './share-text.ts'

const PAGE_STYLE = `${STYLE}
.row { fill: var(--ink); font-size: 13px; }
.row.nested { fill: var(--soft); }
.value { fill: var(--soft); font-size: 12px; }
.bar-line { stroke: var(--warn); stroke-width: 1; stroke-dasharray: 4 3; }
.range.alarm { stroke: var(--bad); }
`

/** Reports as one HTML file that asks for nothing from anywhere and runs no script. It names reviewers by their ids. */
export function qualityPage(reports: QualityReports): string {
  const { from, to, worlds } = headOf(reports)
  const notes = new Set(Object.values(reports).flatMap((one) => one?.notes ?? []))
  const body = html`<main>
<p class="kicker">Haechi quality</p>
<h1>How well people judge, and how much harm there is</h1>
<p class="soft">Judgements from ${from.slice(0, 16)}Z to ${to.slice(0, 16)}Z, ${worlds === null ? 'all worlds' : `worlds ${worlds.join(', ')}`}. Lines are 95 % intervals: of twenty, nineteen or more hold the true value.</p>
${[...notes].map((note) => html`<div class="note">${note}</div>`)}
${reports.prevalence && prevalenceSection(reports.prevalence)}
${reports.recall && recallSection(reports.recall)}
${reports.precision && precisionSection(reports.precision)}
${reports.agreement && agreementSection(reports.agreement)}
${reports.reviewers && reviewersSection(reports.reviewers)}
<footer>Estimated by Haechi from annotations; docs/quality.md says how, and what the numbers cannot say.</footer>
</main>`
  return pageDocument({ title: 'Haechi quality', style: PAGE_STYLE, body })
}

function prevalenceSection({ prevalence, by, unsure }: PrevalenceReply): Html {
  const rows = prevalence.map((line): ForestRow => {
    const part = line.world ?? (line.verdict === null ? null : `verdict ${line.verdict}`)
    const label = line.policy ?? 'any policy'
    return {
      label: part ?? label,
      ...shareRow(line.share ?? line.asJudged, line.share === null),
      nested: part !== null,
    }
  })
  return html`<h2>Prevalence: share of ${by} that violates</h2>
${forestPlot('Prevalence with 95 % intervals', rows, shareScale(rows))}
${whys(prevalence)}
<p class="soft">From decisions drawn by chance and judged blind, each by one over the chance with which it was drawn; reviewers' errors are taken off as golden jobs show them. “as judged”: they are not.${unsure > 0 && html` Left out: ${countText(unsure)} that nobody was sure of.`}</p>
<details><summary>Counts</summary><div class="wide"><table><thead><tr><th>Violates</th><th>World</th><th>Verdict</th><th class="right">Judged</th><th class="right">Found</th><th class="right">As judged</th><th class="right">In truth</th><th class="right">That is</th><th class="right">Design effect</th></tr></thead><tbody>${prevalence.map(
    (line) =>
      html`<tr><td>${line.policy ?? 'any policy'}</td><td>${line.world ?? 'all'}</td><td>${line.verdict ?? 'all'}</td><td class="right">${countText(line.judged)}</td><td class="right">${countText(line.violating)}</td><td class="right">${shareText(line.asJudged)}</td><td class="right">${shareText(line.share)}</td><td class="right">${line.total === null ? '–' : `${countText(line.total.value)} (${countText(line.total.low)} to ${countText(line.total.high)})`}</td><td class="right">${line.designEffect.toFixed(1)}</td></tr>`,
  )}</tbody></table></div></details>`
}

function recallSection({ recall }: RecallReply): Html {
  const rows = recall.map(
    (line): ForestRow => ({
      label:
        line.rule === null ? (line.policy ?? 'any policy') : `${line.rule}${line.shadow ? ' (shadow)' : ''}`,
      ...shareRow(line.share ?? line.asJudged, line.share === null),
      nested: line.rule !== null,
    }),
  )
  return html`<h2>Recall: how much of what violates is flagged</h2>
${forestPlot('Recall with 95 % intervals', rows, { low: 0, high: 1, format: percent })}
${whys(recall)}
<p class="soft">Of drawn decisions that violate, the share on which a live rule of the family fired; below, each rule by itself.</p>`
}

function precisionSection({ precision }: PrecisionReply): Html {
  if (precision.length === 0)
    return html`<h2>Precision</h2><p>No rule fired on a decision that was drawn and judged.</p>`
  const rows = precision.map(
    (line): ForestRow => ({
      label: line.rule === null ? line.family : `${line.rule}${line.shadow ? ' (shadow)' : ''}`,
      ...shareRow(line.share ?? line.asJudged, line.share === null),
      nested: line.rule !== null,
    }),
  )
  return html`<h2>Precision: how often a rule that fires is right</h2>
${forestPlot('Precision with 95 % intervals', rows, { low: 0, high: 1, format: percent })}
${whys(precision)}
<p class="soft">Of drawn decisions on which it fired, the share that violates a policy of its family.</p>`
}

function agreementSection({ agreement }: AgreementReply): Html {
  const rows = agreement.map(
    (line): ForestRow => ({
      label: line.language ?? line.family ?? 'all policies',
      estimate: line.alpha,
      text: `${numberText(line.alpha)}, ${countText(line.jobs)} jobs`,
      nested: line.language !== null,
    }),
  )
  const lows = rows.flatMap(({ estimate }) => estimate?.low ?? [])
  const low = Math.min(0, ...lows.map((one) => Math.floor(one * 4) / 4))
  const marks = [
    { at: 0.667, name: '0.667' },
    { at: 0.8, name: '0.8' },
  ]
  const scale = { low, high: 1, format: (value: number) => value.toFixed(2), marks }
  return html`<h2>Agreement: Krippendorff’s alpha</h2>
${forestPlot('Agreement with 95 % intervals', rows, scale)}
${whys(agreement)}
<p class="soft">1: all agree; 0: no more than by chance. Krippendorff relies on what reaches 0.8, and draws tentative conclusions from 0.667 on. Over jobs that two people or more judged without knowing of each other.</p>`
}

function reviewersSection({ reviewers, bar }: ReviewersReply): Html {
  if (reviewers.length === 0) return html`<h2>Reviewers</h2><p>Nobody judged anything in this span.</p>`
  const rows = reviewers.map(
    (one): ForestRow => ({
      ...{ label: one.reviewer, estimate: one.skill, nested: false, alarm: one.isBelow },
      text: `${shareText(one.skill)}, ${one.right.of} golden`,
    }),
  )
  const least = Math.min(...rows.map(({ estimate }) => estimate!.low))
  const low = [0.6, 0.2, 0].find((end) => end <= least) ?? 0
  const scale = { low, high: 1, format: percent, marks: [{ at: bar, name: `bar ${percent(bar)}` }] }
  return html`<h2>Reviewers: share of golden jobs answered rightly</h2>
${forestPlot('Skill with 95 % intervals', rows, scale)}
<p class="soft">Drawn towards what is usual where answers are few. Red: below the bar with a certainty of 95 %.</p>
<div class="wide"><table><thead><tr><th>Reviewer</th><th class="right">Judged</th><th class="right">Unsure</th><th class="right">Median</th><th class="right">Golden</th><th class="right">Finds</th><th class="right">Passes</th><th class="right">Agrees</th><th class="right">Overturned</th></tr></thead><tbody>${reviewers.map(
    (one) =>
      html`<tr><td>${one.reviewer}</td><td class="right">${countText(one.judged)}</td><td class="right">${percent(one.unsure / Math.max(1, one.judged))}</td><td class="right">${one.medianMs === null ? '–' : `${(one.medianMs / 1000).toFixed(1)} s`}</td><td class="right">${one.right.hits} of ${one.right.of}</td>${countedCell(one.sensitivity)}${countedCell(one.specificity)}${countedCell(one.agreement)}<td class="right">${one.upheld.overturned} of ${one.upheld.violating}</td></tr>`,
  )}</tbody></table></div>
<p class="soft">Finds: of golden jobs that violate; passes: of those that do not; agrees: with others on the same jobs; overturned: by appeals, of what was found to violate.</p>`
}

function countedCell({ value, low, high }: ReviewersReply['reviewers'][number]['right']): Html {
  if (value === null) return html`<td class="right">–</td>`
  return html`<td class="right" title="${shareText({ value, low, high })}">${percent(value)}</td>`
}

function shareRow(estimate: ForestRow['estimate'], asJudged: boolean): Pick<ForestRow, 'estimate' | 'text'> {
  return {
    estimate,
    text: estimate === null ? 'not known' : `${shareText(estimate)}${asJudged ? ', as judged' : ''}`,
  }
}

/** From 0 to a round number above all ends, so that one wide interval does not hide the rest in a corner of 0 to 1. */
function shareScale(rows: readonly ForestRow[]): ForestScale {
  const most = Math.max(0.001, ...rows.flatMap(({ estimate }) => estimate?.high ?? []))
  const power = 10 ** Math.floor(Math.log10(most))
  const high = Math.min(1, [1, 2, 4, 5, 8, 10].map((step) => step * power).find((end) => end >= most) ?? 1)
  return { low: 0, high, format: percent }
}

function whys(lines: readonly { readonly why: string | null }[]): Html[] {
  return [...new Set(lines.flatMap(({ why }) => why ?? []))].map((why) => html`<p class="soft">${why}</p>`)
}
