import { gatesHash } from '../gates/gates-hash.ts'
import type { CheckResult } from '../registry/check-result.ts'
import type { LearnHost } from '../run/learn.ts'
import type { LearnInput, LearnOutput } from '../run/learn-types.ts'

/** What the service proves of the learner and of a model while it makes it. */
export async function runChecks(
  _host: LearnHost,
  input: LearnInput,
  output: LearnOutput,
): Promise<readonly CheckResult[]> {
  return [specCheck(input, output)]
}

function specCheck({ task }: LearnInput, { manifest }: LearnOutput): CheckResult {
  const isSame = gatesHash(task) === manifest.gates
  return {
    check: 'spec',
    verdict: isSame ? 'pass' : 'fail',
    says: isSame
      ? `bars, costs and gates of ${task.name} are data, and their hash is in the manifest`
      : 'the manifest has other bars than the task',
  }
}
