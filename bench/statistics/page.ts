import type { Comparison } from './comparisons.ts'
import type { Method } from './method.ts'
import type { Reach } from './reach.ts'
import type { ScenarioResult } from './run-scenario.ts'

/** How often a method's mutant was seen to fail. */
export interface MutantResult {
  readonly method: string
  readonly failed: number
}

export interface StatisticsProof {
  readonly seed: number
  readonly methods: readonly Method[]
  readonly results: readonly ScenarioResult[]
  readonly mutants: readonly MutantResult[]
  readonly reaches: readonly Reach[]
  readonly comparisons: readonly Comparison[]
}

/** docs/statistics.md: each interval and test, what it promises, and what was found. */
export function statisticsPage({
  seed,
  methods,
  results,
  mutants,
  reaches,
  comparisons,
}: StatisticsProof): string {
  const kept = results.filter((one) => one.isKept).length
  return `# Statistics, and how each was checked

Written by \`npm run prove -- --proof statistics\`; seed ${seed}.

A gate is worth as much as the error rate it states. So each interval and each test of \`src/stats\` is run in worlds where the
truth is known: small and large samples, rates from 0 to 1, items that come in bursts of an account, unequal chances of being
drawn, judges who err, labels that come late, drift that is no harm. ${count(results.length)} scenarios; ${kept === results.length ? 'all keep what is promised' : `**${results.length - kept} do not keep what is promised**`}, within three standard errors of the
simulation (what misses is measured once more, four times as long, and that counts).

- **coverage**: how often the truth lies in the interval; at least its level. The worst scenario counts.
- **error**: how often something is called that is not so; at most its level. For tests that may be looked at at any time: how often
  they *ever* do, over the whole time.
- **risk**: the same as a mean. **run length**: labels to a false alarm, at least so many. **power**: at least as planned.
- **exact**: computed over all that can happen, not simulated.
- The last column is what people do instead, and in how many of the scenarios it was seen to break the same promise. A check that
  nothing fails checks nothing.

| what | of what | promise | scenarios | runs each | worst | mean | instead: fails in |
|---|---|---|---|---|---|---|---|
${methods.map((method) => line(method, results, mutants)).join('\n')}

"Worst" and "mean" of scenarios with different levels are given as what was found less the level (error, risk), or as what was
found by the level (run length).

## Sources

${methods.map(({ name, source }) => `- ${name}: ${source}`).join('\n')}

Special functions (log-gamma, incomplete beta and gamma, normal, and their inverses) agree to 1e-10 with published tables, exact
rational sums and series: \`src/stats/special/special.test.ts\`.

## What was set out to be reached

| what | found | reach | |
|---|---|---|---|
${reaches.map(({ what, value, reach, isReached }) => `| ${what} | ${value} | ${reach} | ${isReached ? 'reached' : '**missed**'} |`).join('\n')}

## Where we depart from what is published

| what is compared | published | ours |
|---|---|---|
${comparisons.map(({ what, published, ours }) => `| ${what} | ${published} | ${ours} |`).join('\n')}

Labels needed to pass are a tenth more by fixed stakes than by a guessed one, where labels are weighted; to revoke they are a fifth to
two fifths fewer, and a bad model is what must be found fast.

## What to know

- Guarantees are for what was sampled, and for labels as reviewers give them under our policy. Who adapts after launch is watched, not
  guaranteed against.
- The score interval is shown beside figures; nothing is decided by it. It holds its level on average, not in every scenario.
- Guardrails on means and population stability lean on large numbers: at least 200 numbers, and no event rarer than one in ten, for which
  counts are to be tested instead.
- Where intervals rest on a bootstrap or on large numbers (average precision, agreement, the calibration bound, population stability) the
  worst scenarios are within the error of their simulation, but may in truth fall one or two points short of their level: with twenty
  units judged, fifty accounts or five hundred values. No gate that certifies a model rests on these alone but calibration's.
- The detector's run length is guaranteed for a model on the bar. Models below it raise far fewer false alarms, as the last table says.
${misses(results)}`
}

function line(method: Method, results: readonly ScenarioResult[], mutants: readonly MutantResult[]): string {
  const own = results.filter((one) => one.method === method.name)
  const levels = [...new Set(own.map(({ nominal }) => nominal))]
  const isAtMost = method.promise === 'error' || method.promise === 'risk'
  const single = levels.length === 1
  const found = own.map(({ value, nominal }) =>
    single ? value : isAtMost ? value - nominal : value / nominal,
  )
  const worst = isAtMost ? Math.max(...found) : Math.min(...found)
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length
  const runs = Math.min(...own.map((one) => one.runs))
  const shown = (value: number) =>
    single
      ? value.toFixed(3)
      : isAtMost
        ? `${value > 0 ? '+' : ''}${value.toFixed(3)}`
        : `× ${value.toFixed(2)}`
  const level = levels.length > 3 ? 'as asked' : levels.map(String).join(', ')
  const failed = mutants.find((one) => one.method === method.name)?.failed ?? 0
  return `| ${method.name} | ${method.what} | ${method.promise} ${isAtMost ? '≤' : '≥'} ${level}${method.onAverage ? ' on average' : ''} | ${own.length} | ${runs === Infinity ? 'exact' : count(runs)} | ${shown(worst)} | ${shown(mean)} | ${method.mutant}: ${failed} |`
}

function misses(results: readonly ScenarioResult[]): string {
  const missed = results.filter((one) => !one.isKept)
  if (missed.length === 0) return ''
  return `
## Not kept

${missed.map(({ method, scenario, value, nominal, runs }) => `- ${method}: ${scenario}: ${value.toFixed(4)} for ${nominal} in ${count(runs)} runs`).join('\n')}
`
}

function count(n: number): string {
  return n.toLocaleString('en-US')
}
