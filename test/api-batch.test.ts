import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_KEY, startTestService, type TestService } from './api-service.fixture.ts'

let haechi: TestService
beforeAll(async () => {
  haechi = await startTestService()
})
afterAll(() => haechi?.stop())

const event = (id: string, text = 'hello') => JSON.stringify({ id, type: 'chat.message', data: { text } })

async function batch(body: string | Uint8Array, key = ADMIN_KEY) {
  const answer = await haechi.request('POST', '/v1/screen/batch', body, { type: 'application/x-ndjson', key })
  expect(answer.status).toBe(200)
  const lines = answer.text.split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => JSON.parse(line))
}

/** A stream open both ways. */
function open(): { sending: ClientRequest; response: Promise<IncomingMessage> } {
  const sending = httpRequest(`${haechi.url}/v1/screen/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/x-ndjson' },
  })
  sending.on('error', () => {})
  sending.flushHeaders()
  return { sending, response: new Promise((resolve) => sending.on('response', resolve)) }
}

async function nextLine(response: IncomingMessage): Promise<string> {
  let text = ''
  while (!text.includes('\n')) {
    const part = response.read() as Buffer | null
    if (part) text += part.toString()
    else await new Promise((resolve) => response.once('readable', resolve))
  }
  return text
}

test('each line has its result, in order, whatever is wrong with others', async () => {
  const results = await batch(
    [
      event('b-1'),
      '',
      '{"type":"chat.message","data":{"text":"x"},"type":"y"}',
      event('b-2', 'you numbskull'),
      'not json',
      `{"type":"chat.message","data":{"text":"${'x'.repeat(1024 * 1024)}"}}`,
      '{"type":"nothing","data":{}}',
      `${event('b-3')}\r`,
      event('b-1', 'other'),
    ].join('\n'),
  )
  expect(results.map((result) => result.line)).toEqual([1, 3, 4, 5, 6, 7, 8, 9])
  expect(results.map((result) => result.verdict ?? result.type.split(':').at(-1))).toEqual([
    'allow',
    'duplicate-key',
    'mask',
    'malformed-json',
    'too-large',
    'invalid-request',
    'allow',
    'conflict',
  ])
})

test('many lines keep their order, and each is stored once', async () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `many-${index}`)
  const body = `${ids.map((id) => event(id)).join('\n')}\n`
  const results = await batch(body)
  expect(results.map((result) => result.line)).toEqual(ids.map((_, index) => index + 1))
  expect(new Set(results.map((result) => result.decision)).size).toBe(ids.length)
  const again = await batch(body)
  expect(again.map((result) => result.decision)).toEqual(results.map((result) => result.decision))
})

test('results come while the stream is still being sent', async () => {
  const { sending, response } = open()
  sending.write(`${event('stream-1')}\n`)
  const answered = await response
  expect(JSON.parse(await nextLine(answered))).toMatchObject({ line: 1, verdict: 'allow' })
  sending.write(`${event('stream-2', 'blockhead')}\n`)
  expect(JSON.parse(await nextLine(answered))).toMatchObject({ line: 2, verdict: 'mask' })
  sending.end()
  await new Promise((resolve) => answered.on('end', resolve).resume())
})

test('a reader that does not read stops the reading of what it sends', async () => {
  const { sending, response } = open()
  const answered = await response
  answered.pause()
  const line = `${event('slow', 'blockhead '.repeat(100))}\n`
  let taken = 0
  // Far more than all buffers between hold; if nothing pushed back, all of it would be taken.
  const total = 60_000
  while (taken < total) {
    taken++
    if (sending.write(line)) continue
    const drained = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), 3000)
      sending.once('drain', () => {
        clearTimeout(timer)
        resolve(true)
      })
    })
    if (!drained) break
  }
  expect(taken).toBeLessThan(total)
  sending.destroy()
})

test('a client that leaves stops the work on what it had sent', async () => {
  const { sending, response } = open()
  const answered = await response
  sending.write(`${event('leave-1')}\n`)
  await nextLine(answered)
  sending.destroy()
  // The service is unharmed, and answers others.
  expect((await batch(event('leave-2')))[0].verdict).toBe('allow')
})

test('a stream waits for its key’s rate instead of being refused', async () => {
  const made = await haechi.client.keys.create({ name: 'slow', scopes: ['screen'], ratePerSecond: 10 })
  const results = await batch(
    Array.from({ length: 15 }, (_, index) => event(`rate-${index}`)).join('\n'),
    made.secret,
  )
  expect(results.filter((result) => result.verdict === 'allow')).toHaveLength(15)
})

test('invalid UTF-8 spoils its own line only', async () => {
  const bytes = Buffer.concat([
    Buffer.from('{"type":"'),
    Buffer.of(0xff),
    Buffer.from(`"}\n${event('utf-1')}\n`),
  ])
  expect((await batch(bytes)).map((result) => result.status ?? result.verdict)).toEqual([400, 'allow'])
})

test('a service that stops answers the lines it has taken, and says that it takes no more', async () => {
  const other = await startTestService()
  const sending = httpRequest(`${other.url}/v1/screen/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/x-ndjson' },
  })
  sending.on('error', () => {})
  sending.write(`${event('last-1')}\n`)
  const answered = await new Promise<IncomingMessage>((resolve) => sending.on('response', resolve))
  const first = await nextLine(answered)
  const rest: Buffer[] = []
  const ended = new Promise((resolve) => answered.on('end', resolve).on('data', (part) => rest.push(part)))
  const stopped = other.stop()
  await ended
  sending.destroy()
  await stopped
  expect(JSON.parse(first)).toMatchObject({ line: 1, verdict: 'allow' })
  expect(JSON.parse(Buffer.concat(rest).toString())).toMatchObject({ line: 2, status: 503 })
})
