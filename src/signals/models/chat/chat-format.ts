import type { PolicyText } from '../model-kind.ts'
import type { ChatOptions } from './chat-options.ts'

export interface ChatMessage {
  readonly role: 'system' | 'user'
  readonly content: string
}

/** A token of an answer with the likeliest ones at its place, in natural logarithms. */
export interface TokenChance {
  readonly token: string
  readonly logprob: number
  readonly top_logprobs?: readonly { readonly token: string; readonly logprob: number }[] | undefined
}

/** What the model said. */
export interface ChatAnswer {
  readonly text: string
  readonly tokens: readonly TokenChance[] | undefined
}

export type ChatRead =
  | { readonly ok: true; readonly scores: readonly number[] }
  /** `what`: what is wrong with the form, without a word of the answer. */
  | { readonly ok: false; readonly what: string }

/** How one family of safety classifiers is asked and understood. */
export interface ChatFormat {
  readonly format: ChatOptions['format']
  /** Without a policy or a prompt there is nothing to ask. */
  readonly needsPolicy: boolean
  /** The answer is cut off after its first token on purpose. */
  readonly firstTokenOnly: boolean
  labels(options: ChatOptions): readonly string[]
  /** Content is data: it stands in the user's message only, with the family's control tokens broken up. */
  messages(content: string, options: ChatOptions, policy: PolicyText | undefined): readonly ChatMessage[]
  /** What the request has beside model and messages. */
  request(options: ChatOptions): Readonly<Record<string, unknown>>
  /** One score (0 to 1) a label, in the order of `labels`. Whatever is not exactly in the format is refused. */
  read(answer: ChatAnswer, options: ChatOptions): ChatRead
}
