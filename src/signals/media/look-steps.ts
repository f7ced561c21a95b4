import type { Picture } from '../image/picture.ts'
import type { Finding } from '../model3d/finding.ts'
import type { ReadParts } from '../model3d/read-item.ts'
import type { Measures } from './measure-pictures.ts'

/** What a thread looks at files with. */
export interface LookSteps extends Measures {
  readonly decoders: ReadParts['decoders']
  /** Frames of a video; undefined: videos are not looked at here. */
  readonly video: VideoFrames | undefined
  /** Milliseconds after which a file is not looked at any further: what was seen by then is told, as not whole. */
  readonly budgetMs: number
}

/** Gives the frames of a video that are to be looked at, with what is wrong with it. Never rejects for what the bytes hold. */
export interface VideoFrames {
  frames(bytes: Uint8Array): Promise<{
    readonly format: string | undefined
    readonly pictures: AsyncIterable<{ readonly name: string; readonly picture: Picture }>
    /** Once all pictures were taken. */
    readonly end: () => { readonly findings: readonly Finding[]; readonly whole: boolean }
  }>
  frame(bytes: Uint8Array, name: string): Promise<Picture | undefined>
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
