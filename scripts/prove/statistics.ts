import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { comparisons } from '../../bench/statistics/comparisons.ts'
import { isKept } from '../../bench/statistics/judge.ts'
import { METHODS } from '../../bench/statistics/methods.ts'
import { type MutantResult, statisticsPage } from '../../bench/statistics/page.ts'
import { reaches } from '../../bench/statistics/reaches.ts'
import { runScenario, type ScenarioResult, seedOf } from '../../bench/statistics/run-scenario.ts'
import { chanceFrom } from '../../src/stats/chance.ts'
import type { Proof } from './proof.ts'

/** Every scenario of every method: a batch each. */
const SCENARIOS = METHODS.flatMap((method) => method.scenarios.map((_, index) => ({ method, index })))
/** Runs of what people do instead: it fails by far. */
const MUTANT_RUNS = 200

interface Row {
  readonly result: ScenarioResult
  readonly hasMutantFailed: boolean
}

export const statistics: Proof = {
  name: 'statistics',
  summary: 'every interval and test of src/stats keeps what it promises; writes docs/statistics.md',
  batches: SCENARIOS.length,
  async open() {
    return async (seed, batch) => {
      const { method, index } = SCENARIOS[batch]!
      const { nominal, name, measure } = method.scenarios[index]!
      const result = runScenario(method, index, seed)
      const mutant = measure(chanceFrom(seedOf(`mutant/${method.name}/${name}`, seed)), MUTANT_RUNS, 'mutant')
      const row: Row = { result, hasMutantFailed: !isKept(method.promise, nominal, mutant) }
      return {
        evaluations: result.runs === Infinity ? 1 : result.runs,
        figures: { kept: Number(result.isKept), 'mutants failed': Number(row.hasMutantFailed) },
        differences: result.isKept ? [] : [result],
        rows: [row],
      }
    }
  },
  finish(rows, seed) {
    const found = rows as readonly Row[]
    const order = new Map(
      SCENARIOS.map(({ method, index }, i) => [`${method.name}/${method.scenarios[index]!.name}`, i]),
    )
    const at = ({ result }: Row) => order.get(`${result.method}/${result.scenario}`)!
    const results = [...found].sort((x, y) => at(x) - at(y)).map(({ result }) => result)
    const mutants: MutantResult[] = METHODS.map(({ name }) => ({
      method: name,
      failed: found.filter(({ result, hasMutantFailed }) => result.method === name && hasMutantFailed).length,
    }))
    const page = statisticsPage({
      ...{ seed, methods: METHODS, results, mutants },
      ...{ reaches: reaches(seed), comparisons: comparisons(seed) },
    })
    const file = join(process.cwd(), 'docs', 'statistics.md')
    writeFileSync(file, page)
    return `wrote ${file}`
  },
}
