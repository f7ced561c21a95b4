import type { ExchangeFormat } from '../../../../core/exchange-format.ts'
import type { HashType } from '../../../../core/hash-type.ts'
import type { ExportedMember } from '../ports.ts'
import { writeNcmec } from './write-ncmec.ts'
import { writeSignalLines } from './write-signal-lines.ts'
import { writeStopNcii } from './write-stopncii.ts'
import { writeThreatExchange } from './write-threatexchange.ts'

/** Writes members in that form; `type`: the kind of hash, for a form that holds only one. */
export function writeExchange(
  format: ExchangeFormat,
  members: AsyncIterable<ExportedMember>,
  type: HashType,
): AsyncGenerator<string, void, undefined> {
  switch (format) {
    case 'signals':
      return writeSignalLines(members)
    case 'threatexchange':
      return writeThreatExchange(members, type)
    case 'ncmec':
      return writeNcmec(members)
    case 'stopncii':
      return writeStopNcii(members)
  }
}
