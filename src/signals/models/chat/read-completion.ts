import { z } from 'zod'
import { parseJson } from '../../remote/parse-json.ts'
import type { ChatAnswer } from './chat-format.ts'

const Chance = z.object({ token: z.string(), logprob: z.number() })

const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(z.unknown()).nullish(),
        }),
        logprobs: z
          .object({
            content: z.array(Chance.extend({ top_logprobs: z.array(Chance).nullish() })).nullish(),
          })
          .nullish(),
      }),
    )
    .length(1),
  usage: z
    .object({
      prompt_tokens: z.number().min(0).nullish(),
      completion_tokens: z.number().min(0).nullish(),
    })
    .nullish(),
})

export interface CompletionRead {
  /** Undefined: malformed. */
  readonly answer: ChatAnswer | undefined
  /** What is wrong with it, without a word of it; empty when nothing is. */
  readonly what: string
  readonly tokensIn: number
  readonly tokensOut: number
}

/** Reads a chat completion: one choice, finished, neither refused nor filtered. `mayBeCut`: one token was asked for. */
export function readCompletion(body: string, mayBeCut: boolean): CompletionRead {
  const read = Completion.safeParse(parseJson(body))
  if (!read.success) return { answer: undefined, what: 'it is no chat completion', tokensIn: 0, tokensOut: 0 }
  const { usage } = read.data
  const counted = { tokensIn: usage?.prompt_tokens ?? 0, tokensOut: usage?.completion_tokens ?? 0 }
  const { message, finish_reason: end, logprobs } = read.data.choices[0]!
  const wrong = wrongIn(message, end ?? 'stop', mayBeCut)
  if (wrong !== undefined) return { answer: undefined, what: wrong, ...counted }
  const tokens = logprobs?.content?.map(({ token, logprob, top_logprobs: top }) => ({
    ...{ token, logprob },
    top_logprobs: top ?? undefined,
  }))
  return { answer: { text: message.content!, tokens }, what: '', ...counted }
}

function wrongIn(
  { content, refusal, tool_calls }: z.infer<typeof Completion>['choices'][0]['message'],
  end: string,
  mayBeCut: boolean,
): string | undefined {
  if (typeof refusal === 'string' && refusal !== '') return 'it was refused'
  if (tool_calls !== undefined && tool_calls !== null && tool_calls.length > 0) return 'it calls a tool'
  if (typeof content !== 'string' || content.trim() === '') return 'it is empty'
  if (end === 'length') return mayBeCut ? undefined : 'it was cut off'
  return end === 'stop' ? undefined : 'it was not finished'
}
