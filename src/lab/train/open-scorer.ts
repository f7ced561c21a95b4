import type { Manifest } from './candidate.ts'
import { BadGiven } from './given-files.ts'
import { openHead } from './head-scorer.ts'
import type { GivenFile, GivenFiles } from './learner-asked.ts'
import { openLinear } from './linear-files.ts'
import { linearScorer } from './linear-scorer.ts'
import { openGivenOnnx } from './onnx-scorer.ts'
import { PICTURE_HEAD_FILE } from './picture-head-file.ts'
import { openPictureHead } from './picture-scorer.ts'
import type { Scorer } from './scorer.ts'
import type { ScorerHost } from './scorer-host.ts'

/**
 * Opens a model of the lab from its files. Rejects with an error that names the file and the problem. A linear model answers
 * at once, in microseconds.
 */
export async function openScorer(
  host: ScorerHost,
  { learner }: Pick<Manifest, 'learner'>,
  files: GivenFiles,
): Promise<Scorer> {
  if (learner === 'linear') return linearScorer(openLinear(bytesHere(files)))
  if (learner === 'head' && PICTURE_HEAD_FILE in files) return openPictureHead(files)
  if (host.openOnnx === undefined) throw new BadGiven('no ONNX model can be run here')
  return learner === 'head' ? openHead(host.openOnnx, files) : openGivenOnnx(host.openOnnx, files)
}

function bytesHere(files: Readonly<Record<string, GivenFile>>): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([name, file]) => (file.kind === 'here' ? [[name, file.bytes]] : [])),
  )
}
