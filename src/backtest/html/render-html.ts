import { dayChart, format, percent, sparkChart } from '../../page/charts.ts'
import { pageDocument } from '../../page/document.ts'
import { type Html, html } from '../../page/html.ts'
import { STYLE } from '../../page/style.ts'
import type { BacktestReport } from '../report/report.ts'
import { anchorOf, qualityTable, ruleSection } from './rule-section.ts'

/** Rules that are told at length; of more, those that fire most. */
const MOST_AT_LENGTH = 40

/**
 * A report as one HTML file: it asks for nothing from anywhere, runs no script, and shows whatever players wrote as
 * text only. Meant to be handed on, so it holds the content of the examples.
 */
export function renderHtml(report: BacktestReport): string {
  const title = titleOf(report)
  const body = html`<main>
<p class="kicker">Haechi backtest</p>
<h1>${title}</h1>
<p class="soft">${spanOf(report)}. ${report.asked.added ? 'Judged as if live for all, added to what judged then.' : html`Judged by ruleset <code>${report.asked.ruleset}</code> in the place of what judged then.`}</p>
${cards(report)}
${notes(report)}
${report.rules.length > 1 && html`<h2>Rules</h2>${rulesTable(report)}`}
${report.rules.length === 1 && ruleSection(report, report.rules[0]!)}
${verdicts(report)}
${annotations(report)}
${report.rules.length > 1 && html`<h2>Rule by rule</h2>${atLength(report).map((rule) => ruleSection(report, rule))}`}
${report.rules.length > 1 && html`<h2>All events by day</h2>${dayChart(report.days, report.events, 'Events by day')}`}
<h2>How it was judged</h2>
<ul>${report.plan.map((line) => html`<li>${line}</li>`)}</ul>
<footer>${costOf(report)}</footer>
</main>`
  return pageDocument({ title, style: STYLE, body })
}

function titleOf({ asked: { kind, name } }: BacktestReport): string {
  return { pack: 'What the pack would have done', rule: name, condition: name }[kind]
}

function spanOf({ days, covered }: BacktestReport): string {
  const span = days.length === 1 ? days[0] : `${days[0]} to ${days.at(-1)}`
  return `${span} (UTC), ${format(covered.events)} events`
}

function cards(report: BacktestReport): Html {
  const { rules, verdicts, covered } = report
  const fired = rules.reduce((sum, rule) => sum + rule.fired, 0)
  const firing = rules.filter((rule) => rule.fired > 0).length
  const card = (value: string, label: string) =>
    html`<div class="card"><b>${value}</b><span>${label}</span></div>`
  return html`<div class="cards">${card(format(covered.events), 'events judged')}${rules.length > 1 ? card(`${firing} of ${rules.length}`, 'rules fire') : card(format(fired), 'events on which it fires')}${rules.length === 1 && card(`${rules[0]!.accounts.exact ? '' : '≈ '}${format(rules[0]!.accounts.count)}`, 'accounts touched')}${card(format(verdicts.stricter), 'verdicts stricter')}${card(format(verdicts.milder), 'verdicts milder')}</div>`
}

function notes({ covered: { missingDays, notes }, days }: BacktestReport): Html[] {
  const missing =
    missingDays.length === 0
      ? []
      : [
          html`<div class="note"><b>Days are missing.</b> Nothing was received on ${missingDays.length} of these ${days.length} days (${missingDays.slice(0, 10).join(', ')}${missingDays.length > 10 ? ', …' : ''}); what happened then shows as far as it was sent later.</div>`,
        ]
  return [...missing, ...notes.map((note) => html`<div class="note">${note}</div>`)]
}

function rulesTable(report: BacktestReport): Html {
  const { rules } = report
  const firing = rules
    .filter(({ fired, unknown }) => fired > 0 || unknown.count > 0)
    .sort((a, b) => b.fired - a.fired)
  const silent = rules.filter(({ fired, unknown }) => fired === 0 && unknown.count === 0)
  const shown = new Set(atLength(report).map(({ rule }) => rule))
  const rows = firing.map((rule) => {
    const agree = rule.recorded
    const all = agree === null ? 0 : agree.recorded + agree.replayed - agree.both
    return html`<tr><td>${shown.has(rule.rule) ? html`<a href="#${anchorOf(rule.rule)}">${rule.rule}</a>` : rule.rule}</td><td>${rule.verdict ?? ''}</td><td>${rule.mode}</td><td class="right">${format(rule.fired)}</td><td>${sparkChart(rule.perDay, `${rule.rule} by day`)}</td><td class="right">${rule.accounts.exact ? '' : '≈ '}${format(rule.accounts.count)}</td><td class="right">${format(rule.raised)}</td><td class="right">${rule.unknown.count === 0 ? '' : percent(rule.unknown.share)}</td><td class="right">${agree === null ? '' : all === agree.both ? 'same' : percent(agree.both / all)}</td></tr>`
  })
  return html`<div class="wide"><table><thead><tr><th>Rule</th><th>Verdict</th><th>Mode</th><th class="right">Fires</th><th>By day</th><th class="right">Accounts</th><th class="right">Stricter</th><th class="right">Unknown</th><th class="right">As recorded</th></tr></thead><tbody>${rows}</tbody></table></div>${silent.length > 0 && html`<p class="soft">Never fired: ${silent.map(({ rule }) => rule).join(', ')}</p>`}`
}

function verdicts({
  verdicts: { order, matrix, changed, stricter, milder, examples },
  asked,
}: BacktestReport): Html {
  const rows = order.map(
    (was, i) =>
      html`<tr><th>${was}</th>${matrix[i]!.map((count, j) => html`<td class="right ${count === 0 ? 'zero' : i === j ? 'same' : j > i ? 'stricter' : 'milder'}">${count === 0 ? '·' : format(count)}</td>`)}</tr>`,
  )
  return html`<h2>Verdicts</h2>
<p>As recorded (rows) and ${asked.added ? 'with it' : 'by this pack'} (columns): <b>${format(changed)}</b> change, ${format(stricter)} stricter and ${format(milder)} milder.</p>
<div class="wide"><table><thead><tr><th></th>${order.map((one) => html`<th class="right">${one}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
${examples.length > 0 && html`<details><summary>Some decisions that change</summary><div class="wide"><table><thead><tr><th>Decision</th><th>Event</th><th>Received</th><th>Then</th><th>Here</th></tr></thead><tbody>${examples.map(({ decision, type, received, was, is }) => html`<tr><td><code>${decision}</code></td><td>${type}</td><td>${received.slice(0, 19)}Z</td><td>${was}</td><td>${is}</td></tr>`)}</tbody></table></div></details>`}`
}

function annotations({ annotations: given }: BacktestReport): Html | null {
  if (given === null) return null
  return html`<h2>Against annotations</h2>
<p>${format(given.found)} of ${format(given.given)} annotations are of events in the range; ${format(given.violating)} of them violate.</p>
${qualityTable([
  ['As recorded', given.recorded],
  ['As they would be', given.replayed],
])}
<p class="soft">${given.method}</p>`
}

function atLength({ rules }: BacktestReport): BacktestReport['rules'] {
  if (rules.length === 1) return rules
  return rules
    .filter(({ fired, unknown }) => fired > 0 || unknown.count > 0)
    .sort((a, b) => b.fired - a.fired)
    .slice(0, MOST_AT_LENGTH)
}

function costOf({ cost, asked, covered }: BacktestReport): Html {
  const reaches =
    covered.since === null
      ? ''
      : ` The history reaches from ${covered.since.slice(0, 19)}Z to ${covered.until!.slice(0, 19)}Z.`
  return html`Judged in ${format(cost.wallMs / 1000)} s (${format(cost.cpuMs / 1000)} CPU-s, ${format(cost.eventsPerCpuSecond)} events a CPU-second, ${cost.threads} threads) from ${format(cost.bytes / 1e6)} MB of history.${reaches} Rules of ruleset <code>${asked.ruleset}</code>. Times are UTC, days those of receipt.`
}
