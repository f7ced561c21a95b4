import { sha256 } from '../train/model-id.ts'
import { readSuiteCsv } from './read-suite-csv.ts'
import { readSuiteYaml } from './read-suite-yaml.ts'
import { BadSuite, type Functionality, type Suite } from './suite.ts'
import type { SuiteFile } from './suite-file.ts'

export const SUITE_LIMITS = { cases: 20_000, functionalities: 100, caseUnits: 10_000 } as const

/** Reads a suite by the ending of its name: `.csv` (HateCheck's columns, or ours), `.yaml` or `.yml`. Throws BadSuite. */
export async function readSuite({ name, text }: SuiteFile): Promise<Suite> {
  const functionalities = /\.ya?ml$/i.test(name)
    ? readSuiteYaml(name, text)
    : await readSuiteCsv(name, text.replace(/^\ufeff/, ''))
  check(name, functionalities)
  return { name: name.replace(/\.(csv|ya?ml)$/i, ''), sha256: sha256(text), functionalities }
}

function check(name: string, functionalities: readonly Functionality[]): void {
  const cases = functionalities.reduce((sum, one) => sum + one.cases.length, 0)
  if (cases === 0) throw new BadSuite(`${name} has no cases; a suite needs one at least`)
  if (cases > SUITE_LIMITS.cases || functionalities.length > SUITE_LIMITS.functionalities)
    throw new BadSuite(
      `${name} has ${cases} cases in ${functionalities.length} functionalities; at most ${SUITE_LIMITS.cases} in ${SUITE_LIMITS.functionalities} are run: split it into several files`,
    )
  for (const functionality of functionalities)
    for (const { id, text } of functionality.cases)
      if (text.length > SUITE_LIMITS.caseUnits)
        throw new BadSuite(
          `${name}: case ${id} is longer than ${SUITE_LIMITS.caseUnits} characters; shorten it`,
        )
}
