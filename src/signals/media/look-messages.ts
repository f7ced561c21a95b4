import type { Picture } from '../image/picture.ts'
import type { LookAsked } from './look.ts'
import type { MediaFacts } from './media-facts.ts'

/** What a thread that looks at files is asked; one question at a time. */
export type LookQuestion =
  /** What is to be measured from now on; answered once all models are open. */
  | { readonly kind: 'ready'; readonly asked: LookAsked }
  | { readonly kind: 'look'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'redraw'
      readonly bytes: Uint8Array
      readonly name: string
      readonly slots: readonly string[]
    }
  | { readonly kind: 'scene'; readonly bytes: Uint8Array }

export type LookAnswer =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'facts'; readonly facts: MediaFacts }
  | { readonly kind: 'picture'; readonly picture: Picture | undefined }
  | { readonly kind: 'scene'; readonly scene: Uint8Array | undefined }
  /** Of `ready`: what is wrong and the way out; of others a fault of the program, by its name only: more could quote the file. */
  | { readonly kind: 'failed'; readonly fault: string }

/** What such a thread is started with. */
export interface LookThread {
  /** Milliseconds after which it stops looking at a file by itself. */
  readonly budgetMs: number
  /** Where data for reading letters may lie. */
  readonly languageFolders: readonly string[]
  /** The folders where programs lie, ffmpeg among them: PATH. */
  readonly path: string | undefined
}
