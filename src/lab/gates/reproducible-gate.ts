import type { Gate } from './gate-evidence.ts'

/** The same training twice gives the same bytes. Nothing is estimated. */
export const reproducibleGate: Gate = {
  ...{ gate: 'reproducible', for: 'observe', on: 'artefact' },
  judge({ reproduced }) {
    if (reproduced === undefined)
      return {
        ...{ verdict: 'inconclusive', says: 'training was not done twice' },
        wayOut: 'run the gates again: it takes as long as training',
      }
    const { rows, first, second } = reproduced
    const figures = { rows, first, second }
    return first === second
      ? { verdict: 'pass', says: `${rows} rows learnt twice gave the same bytes`, figures }
      : {
          ...{ verdict: 'fail', says: `${rows} rows learnt twice gave different bytes`, figures },
          wayOut: 'look for chance, time or the order of threads in the learner',
        }
  },
}
