import { canonicalJson } from '../../core/canonical-json.ts'
import type { SuiteFile } from '../suites/suite-file.ts'
import type { Task } from '../task.ts'
import { sha256 } from '../train/model-id.ts'
import { REQUIRED_GATES } from './required-gates.ts'

/** Counts up when a gate asks for something else under the same bars. */
export const GATES_FORM = 1

/**
 * What a manifest holds as `gates`: bars, costs, gates, and the suites that were given. A model whose bars or suites change
 * is another model.
 */
export function gatesHash(
  { bars, costs }: Pick<Task, 'bars' | 'costs'>,
  given: readonly SuiteFile[] = [],
): string {
  const suites = given.map(({ text }) => sha256(text)).sort()
  return sha256(
    canonicalJson({
      ...{ form: GATES_FORM, bars, costs, gates: REQUIRED_GATES },
      ...(suites.length === 0 ? {} : { suites }),
    }),
  )
}
