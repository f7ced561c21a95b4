import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a chat service was asked. */
export interface AskedChat {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly [more: string]: unknown
}

export type Answering = (
  response: ServerResponse,
  asked: AskedChat,
  request: IncomingMessage,
) => void | Promise<void>

/** A chat service on a free port of this machine; `answer` may be changed while it runs. */
export interface ChatServer {
  readonly url: string
  answer: Answering
  /** Every question so far, oldest first. */
  readonly asked: AskedChat[]
  close(): Promise<void>
}

export async function chatServer(answer: Answering): Promise<ChatServer> {
  const asked: AskedChat[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const question = JSON.parse(body) as AskedChat
    asked.push(question)
    await own.answer(response, question, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own: ChatServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat/completions`,
    answer,
    asked,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return own
}

/** Answers with this text, as a service does that is asked for one choice. */
export function says(content: string | null, more: object = {}, choice: object = {}): Answering {
  return (response) => void response.end(JSON.stringify(completion(content, more, choice)))
}

export function completion(content: string | null, message: object = {}, choice: object = {}): object {
  return {
    id: 'c-1',
    object: 'chat.completion',
    choices: [
      { index: 0, finish_reason: 'stop', message: { role: 'assistant', content, ...message }, ...choice },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 4, total_tokens: 104 },
  }
}
