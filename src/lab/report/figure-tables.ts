import { format, intervalChart, percent } from '../../page/charts.ts'
import { type Html, html } from '../../page/html.ts'
import type { Estimate, ModelEvaluation } from '../evaluate/evaluation.ts'
import { figureText, shareText, USES } from './words.ts'

const table = (head: readonly string[], rows: readonly Html[]): Html =>
  html`<div class="wide"><table><thead><tr>${head.map((one, i) => html`<th class="${i === 0 ? '' : 'right'}">${one}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`

const share = (one: Estimate | undefined): Html =>
  one === undefined
    ? html`<td class="right soft">not told</td>`
    : html`<td class="right">${intervalChart(one.value, one.low, one.high)} ${percent(one.value)}</td>`

/** What comes of each threshold, and how well each label is told apart. */
export function operatingSection({ operating, labels }: ModelEvaluation): Html {
  return html`<h2>At its thresholds</h2>
${table(
  ['Use', 'From', 'Precision', 'Recall', 'Fine rows taken', 'Right', 'Wrong', 'Missed', 'F1'],
  operating.map(
    (one) =>
      html`<tr><th>${USES[one.use]}</th><td class="right">${one.threshold.toFixed(4)}</td>${share(one.precision)}${share(one.recall)}<td class="right">${one.falsePositiveRate === undefined ? '' : percent(one.falsePositiveRate.value)}</td><td class="right">${format(one.truePositives)}</td><td class="right">${format(one.falsePositives)}</td><td class="right">${format(one.falseNegatives)}</td><td class="right">${one.f1.toFixed(3)}</td></tr>`,
  ),
)}
<h2>Labels</h2>
${table(
  ['Label', 'Rows', 'With it', 'AUC', 'Average precision', 'Best F1'],
  labels.map(
    (one) =>
      html`<tr><th>${one.label}</th><td class="right">${format(one.rows)}</td><td class="right">${format(one.positives)}</td><td class="right">${figureText(one.auc)}</td><td class="right">${figureText(one.averagePrecision)}</td><td class="right">${one.bestF1.toFixed(3)}</td></tr>`,
  ),
)}`
}

/** Beside a word list and the incumbent. */
export function rivalsSection({ rivals }: ModelEvaluation): Html {
  return html`<h2>Beside others</h2>
${table(
  [
    'Other',
    'Its average precision',
    'This one has more by',
    'Recall at the bar, this',
    'other',
    'Only this right',
    'Only other right',
    'p',
  ],
  rivals.map(
    (one) =>
      html`<tr><th>${one.kind === 'word-list' ? 'word list' : 'incumbent'} <span class="soft">${one.model}</span></th><td class="right">${figureText(one.averagePrecision)}</td><td class="right">${figureText(one.gain)}</td><td class="right">${optional(one.recallAtBar.this)}</td><td class="right">${optional(one.recallAtBar.other)}</td><td class="right">${format(one.paired.onlyThis)}</td><td class="right">${format(one.paired.onlyOther)}</td><td class="right">${one.paired.p < 0.001 ? 'under 0.001' : one.paired.p.toFixed(3)}</td></tr>`,
  ),
)}`
}

const optional = (value: number | undefined) => (value === undefined ? 'never there' : percent(value))

/** Rows that have something in common. */
export function slicesSection({ slices }: ModelEvaluation): Html {
  return html`<h2>Slices</h2>
<p class="soft">Where a slice has too few labels, nothing is known of it: there the model is for review only.</p>
${table(
  ['Slice', 'Rows', 'Violating', 'AUC', 'Precision', 'Recall', 'Fine rows taken', ''],
  slices.map(
    (one) =>
      html`<tr><th>${one.by} <span class="soft">${one.value}</span></th><td class="right">${format(one.rows)}</td><td class="right">${format(one.violating)}</td><td class="right">${figureText(one.auc)}</td>${share(one.precision)}${share(one.recall)}<td class="right">${one.falsePositiveRate === undefined ? '' : percent(one.falsePositiveRate.value)}</td><td>${one.enough ? '' : html`<span class="tag">too few labels: review only</span>`}</td></tr>`,
  ),
)}`
}

/** Rows it is most wrong about, by number and hash: whoever may see content asks for the text by these. */
export function worstSection({ worst }: ModelEvaluation): Html {
  return html`<h2>Worst errors</h2>
<p class="soft">Rows by their number in the dataset; no text is kept here. Often the label is what is wrong.</p>
<details><summary>${worst.length} rows</summary>
${table(
  ['Row', 'Label', 'Score', 'Hash'],
  worst.map(
    (one) =>
      html`<tr><th>${one.row + 1}</th><td class="right">${one.violates ? 'violates' : 'fine'}</td><td class="right">${one.score.toFixed(4)}</td><td class="right"><code>${one.hash.slice(0, 16)}</code></td></tr>`,
  ),
)}
</details>`
}

/** Disguises, and how often they hide what is found without them. */
export function robustnessSection({ robustness }: ModelEvaluation): Html {
  return html`<h2>Disguises</h2>
<p class="soft">Of violating rows that are ranked for review as they are: how many nobody would see any more, with the one-sided 95 % bound.</p>
${table(
  ['Disguise', 'Found without it', 'Hidden', 'Share', 'At most', 'Acted on no more'],
  robustness.map(
    (one) =>
      html`<tr><th>${one.transform}${!one.canBeRead && html` <span class="soft">takes letters away: no bar</span>`}</th><td class="right">${format(one.found)}</td><td class="right">${format(one.hidden)}</td><td class="right">${one.found === 0 ? '' : percent(one.evasion.value)}</td><td class="right">${one.found === 0 ? '' : percent(one.evasion.high)}</td><td class="right">${one.acted === undefined || one.acted.found === 0 ? '' : percent(one.acted.lost / one.acted.found)}</td></tr>`,
  ),
)}`
}

/** Behavioural suites, functionality by functionality; and whom a sentence is about. */
export function suitesSection({ suites, identitySwap }: ModelEvaluation): Html {
  return html`<h2>Behaviour</h2>
${suites.map(
  (
    suite,
  ) => html`<h3>${suite.suite}</h3><p>${shareText(suite.right)} of ${format(suite.cases)} cases right; ${percent(suite.macro)} as the mean over functionalities.${suite.againstIncumbent !== undefined && html` Only this model is right on ${format(suite.againstIncumbent.onlyThis)}, only the incumbent on ${format(suite.againstIncumbent.onlyOther)}.`}</p>
${table(
  ['Functionality', 'Cases', 'Right', ''],
  suite.functionalities.map(
    (one) =>
      html`<tr><th>${one.name}</th><td class="right">${format(one.cases)}</td>${share(one.right)}<td>${one.mustPass && html`<span class="tag strong">must pass</span>`}</td></tr>`,
  ),
)}`,
)}
${identitySwap !== undefined && html`<h3>Whom a sentence is about</h3><p>${identitySwap.templates} sentences with ${identitySwap.terms} terms for groups of people: scores of one sentence lie ${identitySwap.meanGap.toFixed(3)} apart on average, ${identitySwap.largestGap.toFixed(3)} at most; ${shareText(identitySwap.flips)} of the sentences are taken for some groups and not for others. Terms that move the score most: ${identitySwap.worstTerms.map(({ term, meanShift }, i) => html`${i > 0 ? ', ' : ''}${term} ${meanShift > 0 ? '+' : ''}${meanShift.toFixed(3)}`)}.</p>`}`
}

/** Time and odd inputs. */
export function machineSection({ latency, numerics }: ModelEvaluation): Html {
  const bound = latency.p99BoundMs
  return html`<h2>Time and odd inputs</h2>
<p>One text takes ${latency.p50Ms.toFixed(3)} ms at the median and ${latency.p99Ms.toFixed(3)} ms at the 99th percentile${bound !== undefined && html`, at most ${bound.toFixed(3)} ms with 95 % confidence`} (${format(latency.calls)} calls); ${format(Math.round(latency.textsPerSecond))} texts a second together.</p>
${table(
  ['Input', '', ''],
  numerics.map(
    (one) =>
      html`<tr><th>${one.name}</th><td class="right">${one.ok ? 'sound' : html`<b>unsound</b>`}</td><td>${one.says}</td></tr>`,
  ),
)}`
}
