import type { Finding } from '../model3d/finding.ts'
import type { ReadParts } from '../model3d/read-item.ts'
import type { VideoReader } from '../video/video-reader.ts'
import type { Measures } from './measure-pictures.ts'

/** What a thread looks at files with. */
export interface LookSteps extends Measures {
  readonly decoders: ReadParts['decoders']
  readonly video: VideoReader
  /** Milliseconds after which a file is not looked at any further: what was seen by then is told, as not whole. */
  readonly budgetMs: number
}

/** What was seen of a file of one kind. */
export interface Seen {
  readonly format: string | undefined
  readonly findings: readonly Finding[]
  readonly whole: boolean
}

/** What is told when the budget is spent. */
export function cutShort(budgetMs: number): Finding {
  return {
    ...{ code: 'look-cut-short', severity: 'warning', at: 'file' },
    says: `Not all of the file was looked at within ${budgetMs} ms.`,
  }
}
