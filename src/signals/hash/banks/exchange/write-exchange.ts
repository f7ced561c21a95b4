import type { ExchangeFormat } from '../../../../core/exchange-format.ts'
import type { HashType } from '../../../../core/hash-type.ts'
import type { ExportedBank } from './exported-bank.ts'
import { writeNcmec } from './write-ncmec.ts'
import { writeSignalLines } from './write-signal-lines.ts'
import { writeStopNcii } from './write-stopncii.ts'
import { writeThreatExchange } from './write-threatexchange.ts'
import { writeVpdq } from './write-vpdq.ts'

/** Writes a bank in that form; `type`: the kind of hash, for a form that holds only one. */
export function writeExchange(
  format: ExchangeFormat,
  bank: ExportedBank,
  type: HashType,
): AsyncGenerator<string, void, undefined> {
  switch (format) {
    case 'signals':
      return writeSignalLines(bank.members())
    case 'threatexchange':
      return writeThreatExchange(bank.members(), type)
    case 'ncmec':
      return writeNcmec(bank)
    case 'stopncii':
      return writeStopNcii(bank.members())
    case 'vpdq':
      return writeVpdq(bank.members())
  }
}
