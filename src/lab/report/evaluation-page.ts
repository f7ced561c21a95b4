import { format, percent } from '../../page/charts.ts'
import { pageDocument } from '../../page/document.ts'
import { type Html, html } from '../../page/html.ts'
import { STYLE } from '../../page/style.ts'
import { XY_STYLE } from '../../page/xy-chart.ts'
import { NOT_STATED, originOf } from '../dataset/origin-of.ts'
import { curvesSection } from './curves.ts'
import {
  machineSection,
  operatingSection,
  rivalsSection,
  robustnessSection,
  slicesSection,
  suitesSection,
  worstSection,
} from './figure-tables.ts'
import type { ModelReport } from './model-report.ts'
import { figureText, LEARNERS, shareText, thresholdText } from './words.ts'

const PAGE_STYLE = `${STYLE}${XY_STYLE}
.tag.pass { background: transparent; border-color: var(--good); color: var(--good); }
.tag.fail { background: transparent; border-color: var(--bad); color: var(--bad); }
.tag.inconclusive { background: transparent; border-color: var(--warn); color: var(--warn); }
h3 { margin: 22px 0 6px; }
td.says { white-space: normal; min-width: 280px; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 12px 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
`

/**
 * A model's evaluation as one HTML file, light and dark, to be handed on: no script, no request, no text of the data. The same
 * report gives the same page.
 */
export function evaluationPage(report: ModelReport): string {
  const { evaluation, manifest } = report
  const body = html`<main>
<p class="kicker">Haechi lab</p>
<h1>${manifest.task}: how the model does</h1>
<p class="soft"><code>${evaluation.model}</code>, ${LEARNERS[manifest.learner]}. Measured on ${format(evaluation.rows)} tune rows of <code>${evaluation.dataset}</code> (${format(evaluation.violating)} violate; ${format(evaluation.groups)} independent groups), from which nothing was learnt but calibration and thresholds. Intervals are 95 % and resample whole groups: rows of one account, or near-duplicates, count as one witness.</p>
${cards(report)}
${evaluation.notes.map((note) => html`<div class="note">${note}</div>`)}
${gatesSection(report)}
${curvesSection(evaluation)}
<p>Calibration: debiased squared error ${figureText(evaluation.calibration.squaredError)}, ${METHODS[evaluation.calibration.method]}. Brier score ${evaluation.calibration.brier.toFixed(4)}, log loss ${evaluation.calibration.logLoss.toFixed(4)}.</p>
${operatingSection(evaluation)}
${rivalsSection(evaluation)}
${slicesSection(evaluation)}
${suitesSection(evaluation)}
${robustnessSection(evaluation)}
${worstSection(evaluation)}
${machineSection(evaluation)}
${scoreSection(report)}
${factsSection(report)}
<footer>Certify rows answer pass or fail only; no figure here comes from their labels. Worst errors name rows by number: whoever may see content finds the texts in the console.</footer>
</main>`
  return pageDocument({ title: `${manifest.task} ${evaluation.model}`, style: PAGE_STYLE, body })
}

const METHODS = {
  'out-of-fold': 'calibrated out of fold; tune rows agree with it',
  platt: "calibrated by Platt's scaling on these rows",
  temperature: 'calibrated by a temperature on these rows',
} as const

function cards({ evaluation, manifest }: ModelReport): Html {
  const [own] = evaluation.labels
  const act = evaluation.operating.find(({ use }) => use === 'act')
  const card = (value: string, label: string) =>
    html`<div class="card"><b>${value}</b><span>${label}</span></div>`
  return html`<div class="cards">${card(own?.auc?.value.toFixed(3) ?? 'not told', 'AUC')}${card(own?.averagePrecision?.value.toFixed(3) ?? 'not told', 'average precision')}${card(manifest.thresholds.act === undefined ? 'no' : percent(act?.precision?.value ?? 0), 'precision where it acts')}${card(manifest.thresholds.act === undefined ? '0 %' : percent(act?.recall?.value ?? 0), 'of what violates, acted on')}${card(evaluation.latency.p99BoundMs === undefined ? 'not told' : `${evaluation.latency.p99BoundMs.toFixed(2)} ms`, '99th percentile, at most')}</div>
<dl class="facts"><dt>Ranks for review</dt><dd>${thresholdText(manifest.thresholds.review)}</dd><dt>Acts, reversibly</dt><dd>${thresholdText(manifest.thresholds.act)}${act !== undefined && html` <span class="soft">precision ${shareText(act.precision)} on tune</span>`}</dd><dt>Acts for good</dt><dd>${thresholdText(manifest.thresholds.actForGood)}</dd></dl>`
}

function gatesSection({ gates }: ModelReport): Html | null {
  if (gates.length === 0) return null
  return html`<h2>Gates</h2><div class="wide"><table><thead><tr><th>Gate</th><th>Verdict</th><th>For</th><th>On</th><th>Evidence</th></tr></thead><tbody>${gates.map((one) => html`<tr><th>${one.gate}</th><td><span class="tag ${one.verdict}">${one.verdict}</span></td><td>${one.for}</td><td>${one.on}</td><td class="says">${one.says}${one.wayOut !== undefined && html`<br><span class="soft">${one.wayOut}${one.labelsNeeded !== undefined && ` (${format(one.labelsNeeded)} labels)`}</span>`}</td></tr>`)}</tbody></table></div>`
}

function scoreSection({ mlTestScore: score }: ModelReport): Html | null {
  if (score === undefined) return null
  return html`<h2>ML Test Score ${score.score} of 7</h2><p class="soft">The least of the four sections, each test a point by evidence (E. Breck et al., 2017).</p><div class="wide"><table><tbody>${score.tests.map((one) => html`<tr><th>${one.test}</th><td>${one.name}</td><td class="right">${one.points}</td><td class="right soft">${one.entry === undefined ? 'no evidence' : `entry ${one.entry}`}</td></tr>`)}</tbody></table></div>`
}

function factsSection({ manifest, dataset }: ModelReport): Html {
  const { licence, source } = originOf(dataset ?? { files: [] })
  const row = (name: string, value: string) => html`<dt>${name}</dt><dd>${value}</dd>`
  return html`<h2>What it is made of</h2><dl class="facts">${row('Dataset', manifest.dataset)}${dataset !== undefined && row('Rows', `${format(dataset.rows)}, of which ${format(dataset.bySplit.train.rows)} train, ${format(dataset.bySplit.tune.rows)} tune, ${format(dataset.bySplit.certify.rows)} certify`)}${row('Licence of the data', licence ?? NOT_STATED)}${row('Source of the data', source ?? NOT_STATED)}${row('Policies', manifest.policyVersion === '' ? 'none named' : manifest.policyVersion)}${row('Seed', String(manifest.seed))}${row('Code', manifest.code)}${row('Lockfile', manifest.lockfile)}${row('Gates', manifest.gates)}${row('Calibrator', manifest.calibrator)}${Object.entries(manifest.settings).map(([name, value]) => row(name, String(value)))}</dl>
<div class="wide"><table><thead><tr><th>File</th><th class="right">Bytes</th><th>SHA-256</th></tr></thead><tbody>${manifest.files.map((file) => html`<tr><th>${file.name}</th><td class="right">${format(file.size)}</td><td><code>${file.sha256}</code></td></tr>`)}</tbody></table></div>`
}
