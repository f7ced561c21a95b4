import type { Value } from '../../core/value.ts'
import { dayChart, format, intervalChart, percent } from '../../page/charts.ts'
import { type Html, html } from '../../page/html.ts'
import type { BacktestReport, ExampleEvent, Interval, RuleReport } from '../report/report.ts'

/** One rule at length: what it is, fires by day, how it agrees with what was recorded, examples. */
export function ruleSection(report: BacktestReport, rule: RuleReport): Html {
  const judged = rule.on.reduce((sum, type) => sum + (report.covered.byType[type] ?? 0), 0)
  const { accounts, unknown } = rule
  return html`<section class="rule" id="${anchorOf(rule.rule)}">
<h3>${rule.rule}</h3>
<div class="tags"><span class="tag strong">${rule.verdict ?? 'no verdict'}</span><span class="tag">${rule.mode}</span><span class="tag">${rule.policy}</span>${rule.on.map((type) => html`<span class="tag">${type}</span>`)}</div>
${rule.description !== null && html`<p>${rule.description}</p>`}
<pre>${rule.when}</pre>
<p>Fires on <b>${format(rule.fired)}</b> events (${percent(judged === 0 ? 0 : rule.fired / judged)} of ${format(judged)}), of ${accounts.exact ? '' : 'about '}${format(accounts.count)} accounts${!accounts.exact && html` <span class="soft">(estimated, ±1.6 %)</span>`}.${rule.verdict !== null && html` Its verdict is stricter than the one recorded for ${format(rule.raised)} of them.`}</p>
${unknown.count > 0 && html`<p class="soft">Could not be decided for ${format(unknown.count)} events (${percent(unknown.share)})${unknown.missing.length > 0 && html`; of ${unknown.sampled} looked at, missing: ${unknown.missing.slice(0, 6).map(({ name, share }, i) => html`${i > 0 ? ', ' : ''}<code>${name}</code> in ${percent(share)}`)}`}.</p>`}
${dayChart(report.days, rule.perDay, `Events by day on which ${rule.rule} fires`)}
${figures(report.days, rule.perDay)}
${agreement(rule)}
${rule.quality !== null && html`<h4>Against annotations</h4>${qualityTable([['This rule', rule.quality]])}`}
${rule.examples.length > 0 && html`<details><summary>${rule.examples.length} examples, drawn by chance</summary>${rule.examples.map(example)}</details>`}
</section>`
}

export function anchorOf(rule: string): string {
  return `rule-${rule.replace(/[^\w.-]/g, '-')}`
}

function figures(days: readonly string[], values: readonly number[]): Html {
  return html`<details><summary>Figures by day</summary><div class="wide"><table><thead><tr><th>Day (UTC)</th><th class="right">Events</th></tr></thead><tbody>${days.map((day, i) => html`<tr><td>${day}</td><td class="right">${format(values[i]!)}</td></tr>`)}</tbody></table></div></details>`
}

function agreement({ recorded }: RuleReport): Html | null {
  if (recorded === null) return null
  const { rulesets, recorded: then, replayed, both, differing } = recorded
  const differ = then + replayed - 2 * both
  return html`<h4>As it was recorded</h4>
<p>Under ${rulesets.length === 1 ? html`the ruleset <code>${rulesets[0]}</code>` : `${rulesets.length} rulesets`} it fired on ${format(then)} events; here it fires on ${format(replayed)} of the same. ${differ === 0 ? html`<b>All agree.</b>` : html`<b>${format(both)} agree, ${format(differ)} differ.</b>`}</p>
${differing.length > 0 && html`<div class="wide"><table><thead><tr><th>Decision</th><th>Received</th><th>Then</th><th>Here</th></tr></thead><tbody>${differing.map(({ decision, received, was, is }) => html`<tr><td><code>${decision}</code></td><td>${received.slice(0, 19)}Z</td><td>${was}</td><td>${is}</td></tr>`)}</tbody></table></div>`}`
}

/** Precision and recall, a row for each of what is measured. */
export function qualityTable(
  rows: readonly (readonly [
    string,
    { readonly precision: Interval | null; readonly recall: Interval | null },
  ])[],
): Html {
  const cell = (one: Interval | null) =>
    one === null
      ? html`<td class="soft" colspan="2">nothing annotated tells</td>`
      : html`<td>${intervalChart(one.value, one.low, one.high)}</td><td>${percent(one.value)} <span class="soft">(${percent(one.low)} to ${percent(one.high)}; ${format(one.hits)} of ${format(one.of)})</span></td>`
  return html`<div class="wide"><table><thead><tr><th></th><th colspan="2">Precision</th><th colspan="2">Recall</th></tr></thead><tbody>${rows.map(([name, { precision, recall }]) => html`<tr><th>${name}</th>${cell(precision)}${cell(recall)}</tr>`)}</tbody></table></div>`
}

function example({ decision, type, received, actor, target, world, verdict, data }: ExampleEvent): Html {
  const told = Object.entries(data).filter(([, value]) => value !== undefined && value !== null)
  return html`<div class="event"><span class="soft">${received.slice(0, 19)}Z · ${type} · ${world} · ${verdict} then</span><br><bdi>${actor ?? 'nobody'}</bdi>${target !== null && html` → <bdi>${target}</bdi>`} <span class="soft">· <code>${decision}</code></span><dl>${told.map(([name, value]) => html`<dt>${name}</dt><dd dir="auto">${shown(value)}</dd>`)}</dl></div>`
}

function shown(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
