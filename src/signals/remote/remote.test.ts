import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Value } from '../../core/value.ts'
import { CHAT_EVENT, itemOf } from '../judged-event.fixture.ts'
import { LONGEST_REPLY, remote } from './remote.ts'

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

async function ask(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  stop = new AbortController().signal,
): Promise<Value> {
  const listening = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    answer(request, response, body)
  })
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/score`
  const signal = remote.build({ name: 'toxicity', of: 'text', options: { url }, banks: new Map() })
  return signal.evaluate(itemOf('바보 "quoted"'), CHAT_EVENT, stop)
}

test('posts the content with its type and world, and gives the value back', async () => {
  let seen: unknown
  const value = await ask((request, response, body) => {
    seen = { method: request.method, type: request.headers['content-type'], body: JSON.parse(body) }
    response.end('{"value":{"score":0.75,"label":"insult","more":1},"model":"m"}')
  })
  expect(value).toEqual({ score: 0.75, label: 'insult' })
  expect(seen).toEqual({
    method: 'POST',
    type: 'application/json',
    body: { content: '바보 "quoted"', type: 'chat.message', world: 'plaza' },
  })
})

test.each([
  ['status 503', (response: ServerResponse) => response.writeHead(503).end('busy')],
  ['another form', (response: ServerResponse) => response.end('{"value":{"score":"high","label":"x"}}')],
  ['another form', (response: ServerResponse) => response.end('<html>')],
  ['more than', (response: ServerResponse) => response.end(`{"value":"${'x'.repeat(LONGEST_REPLY)}"}`)],
  [
    'fetch failed',
    (response: ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  ],
  ['fetch failed', (response: ServerResponse) => response.destroy()],
])('rejects: %s', async (message, answer) => {
  const failure = ask((_, response) => void answer(response))
  await expect(failure).rejects.toThrow(message)
  await expect(failure).rejects.not.toThrow('바보')
})

test('stops when it is told to', async () => {
  const stop = new AbortController()
  await expect(ask(() => stop.abort(), stop.signal)).rejects.toThrow(/abort/i)
})

test('takes only addresses of the web without a password in them', () => {
  expect(remote.options.safeParse({ url: 'https://scores.example.com/v1' }).success).toBe(true)
  for (const url of ['file:///etc/passwd', 'scores', 'https://me:secret@scores.example.com/'])
    expect(remote.options.safeParse({ url }).success).toBe(false)
})
