import type { ExportedMember } from '../ports.ts'

/** Writes `signal_type signal`, one a line; what was withdrawn or disputed away is not written: the form has no words for it. */
export async function* writeSignalLines(
  members: AsyncIterable<ExportedMember>,
): AsyncGenerator<string, void, undefined> {
  for await (const { type, value, state } of members)
    if (state !== 'withdrawn' && state !== 'disputed') yield `${type} ${value}\n`
}
