import type { Gate } from './gate-evidence.ts'

/** No piece of a text that it learnt from stands in its files. Nothing is estimated. */
export const privacyGate: Gate = {
  ...{ gate: 'privacy', for: 'observe', on: 'artefact' },
  judge({ traces }) {
    if (traces === undefined || traces.bytes === 0)
      return {
        ...{ verdict: 'inconclusive', says: 'its files were not searched for texts' },
        wayOut: 'run the gates again with the files of the model',
      }
    const { tried, found, bytes } = traces
    const figures = { tried, found, bytes }
    return found === 0
      ? { verdict: 'pass', says: `none of ${tried} texts can be read in its files`, figures }
      : {
          ...{ verdict: 'fail', says: `pieces of ${found} of ${tried} texts stand in its files`, figures },
          wayOut: 'look for words or examples that the learner keeps as they are',
        }
  },
}
