import type { EventInput } from '../../api/contract/screen.ts'
import type { Answer, Judge } from './answer.ts'
import type { InputRecord } from './input-record.ts'
import { type ResultLine, resultOf } from './result-line.ts'

/** Judges records and gives a result for each, in their order, those that cannot be judged included. */
export async function* screenRecords(
  records: AsyncIterable<InputRecord>,
  judge: Judge,
  signal: AbortSignal,
): AsyncGenerator<ResultLine, void, undefined> {
  const waiting: InputRecord[] = []
  async function* events(): AsyncGenerator<EventInput, void, undefined> {
    for await (const record of records) {
      if (signal.aborted) return
      waiting.push(record)
      if (record.kind === 'event') yield record.event
    }
  }
  const next = (answer: Answer | undefined): ResultLine => resultOf(waiting.shift()!, answer)
  for await (const answer of judge(events(), signal)) {
    while (waiting[0]?.kind === 'bad') yield next(undefined)
    yield next(answer)
  }
  while (waiting[0]?.kind === 'bad') yield next(undefined)
}
