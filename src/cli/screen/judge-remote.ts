import { isProblem } from '../../api/contract/screen.ts'
import type { Client } from '../../client/client.ts'
import { HaechiError } from '../../client/haechi-error.ts'
import { CliFailure } from '../failure.ts'
import type { Judge } from './answer.ts'

/** A judge that asks the service. */
export function judgeRemote(client: Pick<Client, 'screenBatch'>): Judge {
  return async function* (events, signal) {
    try {
      for await (const result of client.screenBatch(events, { signal })) {
        if (!isProblem(result)) {
          const { line: _, ...reply } = result
          yield { kind: 'reply', reply }
          continue
        }
        const { line: _, ...problem } = result
        // The client has tried such an event several times: it is not the line that is bad.
        if (problem.status === 429 || problem.status >= 500)
          throw new CliFailure('unreachable', `The service cannot go on: ${problem.title}. ${problem.wayOut}`)
        yield { kind: 'problem', problem }
      }
    } catch (fault) {
      if (fault instanceof HaechiError && (fault.kind === 'unreachable' || fault.kind === 'timeout'))
        throw new CliFailure(
          'unreachable',
          `${fault.message}. Or judge here, storing nothing, with --local`,
          fault,
        )
      throw fault
    }
  }
}
