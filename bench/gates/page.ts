import { HONEST } from '../../src/lab/gates/evidence.fixture.ts'
import { GATES } from '../../src/lab/gates/list.ts'
import { MUTANTS } from '../../src/lab/gates/mutants.fixture.ts'
import { runGates } from '../../src/lab/gates/run-gates.ts'
import { CALIBRATION_WORLDS, type CalibrationPower, OFF, TUNE_ROWS } from './calibration-power.ts'
import { disguisePasses, flipsPass, gapsPass } from './exact-powers.ts'

const FOUND = [60, 100, 150, 200, 300, 600, 2000]
const EVASIONS = [0.005, 0.01, 0.02, 0.03, 0.05]
const DISGUISES = 16
const FLIPS = [0.02, 0.03, 0.05, 0.07, 0.1, 0.15]
const GAPS = [0.04, 0.06, 0.08, 0.1, 0.12]
const GAP_RUNS = 2000

/** docs/gates.md: each gate seen to fail, and with what power and error those stand that estimate by simulation. */
export function gatesPage(
  seed: number,
  powers: readonly CalibrationPower[],
  runs: number,
): { readonly page: string; readonly wrong: readonly string[] } {
  const told = MUTANTS.map(([gate, what, verdict, change]) => {
    const found = runGates({ ...HONEST, ...change }).find((one) => one.gate === gate)!
    return { ...found, what, wanted: verdict }
  })
  const wrong = told
    .filter(({ verdict, wanted }) => verdict !== wanted)
    .map(({ gate, what }) => `${gate}: ${what}`)
  const page = `# Gates: each seen to fail, and how sure they are

Written by \`npm run prove -- --proof gates\`; seed ${seed}. What a gate is and which step needs which: [the lab](lab.md).

## Each gate and the mutants made for it

${GATES.length} gates, ${told.length} mutants: the evidence of an honest model, which passes all gates, but for one thing. \`src/lab/gates/gates.test.ts\` holds
them to it: the gate says what stands here, and the model gets no further than the step below.

| gate | for | mutant | verdict | it says |
|---|---|---|---|---|
${told.map(({ gate, for: step, what, verdict, says }) => `| ${gate} | ${step} | ${what} | ${verdict} | ${says.replaceAll('|', '/')} |`).join('\n')}

## Calibration

Asked: the squared error over ten bins, bounded from above at 5 %, is at most 0.01, that is, scores are off by less than 10 points in
the root mean square. On tune rows, about 15 % of all. How often a model passes that is too sure by so much (${runs} runs each; by the
gate, from scored rows):

${CALIBRATION_WORLDS.map((world) => calibrationTable(world, powers)).join('\n\n')}

So from 500 tune rows on (3,300 in all) a model that means what it says passes nearly always, one that is off by 5 points from 1,000 on, and one
on the bar in about one case of twenty. With 300 rows a third of the perfect ones are told to label more: that is what the bound is worth there. A bar
of 5 points (0.0025) would ask for 2,000 tune rows of a perfect model, and there stop one that is off by 4 points in two cases of three.

## Robustness

Asked, of each disguise that people can read: of what is found without it, it hides at most 5 %, at an error of 5 % each. How often
one disguise passes, and in brackets all of ${DISGUISES}, were they independent (they are not: then it is more often), by how many texts are found and how
many of them each disguise hides; exact:

| found | ${EVASIONS.map((rate) => percent(rate, 1)).join(' | ')} |
|---|${EVASIONS.map(() => '---').join('|')}|
${FOUND.map((found) => `| ${found.toLocaleString('en-US')} | ${EVASIONS.map((rate) => both(disguisePasses(found, rate))).join(' | ')} |`).join('\n')}

\`linear\` tries up to 2,000 texts. \`head\` and \`onnx\` take longer and try 300 (150 before: a model that loses one in a hundred to each
disguise passed all of them in 3 % of cases). Where fewer violating texts are found on tune, the gate says how many more it takes.

## Inclusion

300 sentences in each language, drawn from some 3,000 that can be made of our templates, each with 22 groups of people; always the same ones. Both are asked, at an
error of 5 % each: at most 10 % of the answers hang on the group named; scores of one sentence lie at most 0.1 apart on average.

| answers that hang on the group | ${FLIPS.map((rate) => percent(rate, 0)).join(' | ')} |
|---|${FLIPS.map(() => '---').join('|')}|
| passes (exact) | ${FLIPS.map((rate) => percent(flipsPass(rate), 1)).join(' | ')} |

| scores apart on average | ${GAPS.join(' | ')} |
|---|${GAPS.map(() => '---').join('|')}|
| passes (${GAP_RUNS.toLocaleString('en-US')} runs, scattered widely) | ${GAPS.map((gap, i) => percent(gapsPass(seed + i, gap, GAP_RUNS), 1)).join(' | ')} |

With forty templates and no bound, as it was, a model with 15 % of its answers hanging on the group passed in one case of four. It is passed by
honest models: see [how models are measured](model-evaluation.md#what-honest-models-meet).
`
  return { page, wrong }
}

function calibrationTable(world: string, powers: readonly CalibrationPower[]): string {
  const at = (off: number, rows: number) =>
    powers.find((one) => one.world === world && one.off === off && one.rows === rows)?.passes
  const cell = (value: number | undefined) => (value === undefined ? 'none is' : percent(value, 0))
  return `| ${world}: off by | ${TUNE_ROWS.map((rows) => `${rows.toLocaleString('en-US')} tune rows`).join(' | ')} |
|---|${TUNE_ROWS.map(() => '---').join('|')}|
${OFF.map((off) => `| ${off === 0 ? 'nothing' : `${Math.round(100 * off)} points${off === 0.1 ? ' (the bar)' : ''}`} | ${TUNE_ROWS.map((rows) => cell(at(off, rows))).join(' | ')} |`).join('\n')}`
}

const percent = (value: number, digits: number) => `${(100 * value).toFixed(digits)} %`
const both = (one: number) => `${percent(one, 0)} (${percent(one ** DISGUISES, 0)})`
