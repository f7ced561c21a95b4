import { createHash } from 'node:crypto'
import type { EventInput } from '../../api/contract/screen.ts'
import type { RecordOptions } from './input-record.ts'

type ByText = Pick<RecordOptions, 'type' | 'feature' | 'world' | 'actor'>

/** The event that says a text. */
export function eventOfText(text: string, { type, feature, world, actor }: ByText): EventInput {
  return {
    type,
    ...(world !== undefined && { world }),
    ...(actor !== undefined && { actor }),
    data: { [feature]: text },
  }
}

/**
 * Gives an event of a file an id made of the run, the line and what it says, so that sending the file again
 * judges nothing twice; an event that has an id keeps it.
 */
export function withLineId(event: EventInput, run: string, line: number): EventInput {
  if (event.id !== undefined) return event
  const hash = createHash('sha256')
    .update(`${run}\0${line}\0${JSON.stringify(event)}`)
    .digest('hex')
  return { id: `cli-${hash.slice(0, 32)}`, ...event }
}
