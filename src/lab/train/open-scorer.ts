import type { Manifest } from './candidate.ts'
import type { GivenFile } from './learner-asked.ts'
import { openLinear } from './linear-files.ts'
import { linearScorer } from './linear-scorer.ts'
import type { Scorer } from './scorer.ts'

export type ScorerHost = object

/**
 * Opens a model of the lab from its files. Rejects with an error that names the file and the problem. A linear model answers
 * at once, in microseconds.
 */
export async function openScorer(
  _host: ScorerHost,
  { learner }: Pick<Manifest, 'learner'>,
  files: Readonly<Record<string, GivenFile>>,
): Promise<Scorer> {
  switch (learner) {
    case 'linear':
      return linearScorer(openLinear(bytesHere(files)))
    case 'head':
    case 'onnx':
      throw new Error('not yet')
  }
}

function bytesHere(files: Readonly<Record<string, GivenFile>>): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([name, file]) => (file.kind === 'here' ? [[name, file.bytes]] : [])),
  )
}
