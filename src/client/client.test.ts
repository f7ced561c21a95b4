import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { problemOf } from '../api/contract/problem.ts'
import { type BatchResult, type EventInput, isProblem } from '../api/contract/screen.ts'
import { createClient } from './client.ts'
import type { HaechiError } from './haechi-error.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Answer = (body: string, response: ServerResponse, request: IncomingMessage) => void

/** A service that answers each request with the next of these answers, and the last one for ever after. */
async function service(...answers: Answer[]) {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      const answer = answers[Math.min(bodies.length, answers.length - 1)]!
      bodies.push(body)
      answer(body, response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close().closeAllConnections())
  const waits: number[] = []
  const client = createClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    key: 'k',
    timeoutMs: 60_000,
    random: () => 0.5,
    sleep: async (ms) => void waits.push(ms),
  })
  return { client, bodies, waits }
}

const reply = {
  decision: `d-${'0'.repeat(32)}`,
  verdict: 'allow',
  reasons: [],
  unknown: [],
  ruleset: 'r-1',
  latencyMs: 0.1,
}
const ok: Answer = (_, response) => void response.end(JSON.stringify(reply))
const refuse =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    const name = status === 503 ? 'unavailable' : status === 429 ? 'rate-limited' : 'invalid-request'
    response.writeHead(status, headers).end(JSON.stringify(problemOf(name, 'Because.')))
  }
const event: EventInput = { type: 'chat.message', data: { text: 'hi' } }

async function failure(call: Promise<unknown>): Promise<HaechiError> {
  return call.then(
    () => {
      throw new Error('expected a failure')
    },
    (fault: HaechiError) => fault,
  )
}

test('a retry sends the same event with the same id, and waits as long as asked', async () => {
  const { client, bodies, waits } = await service(refuse(503, { 'retry-after': '2' }), refuse(429), ok)
  expect(await client.screen(event)).toEqual(reply)
  expect(new Set(bodies).size).toBe(1)
  expect(JSON.parse(bodies[0]!)).toMatchObject({ id: expect.stringMatching(/^c-[0-9a-f]{32}$/), ...event })
  expect(waits).toEqual([2050, 100])
})

test('an id that the caller gave is kept', async () => {
  const { client, bodies } = await service(ok)
  await client.screen({ ...event, id: 'mine' })
  expect(JSON.parse(bodies[0]!).id).toBe('mine')
})

test('a refusal is not repeated, and carries the problem', async () => {
  const { client, bodies } = await service(refuse(400))
  const fault = await failure(client.screen(event))
  expect(fault).toMatchObject({ name: 'HaechiError', kind: 'problem', problem: { status: 400 } })
  expect(bodies).toHaveLength(1)
})

test('retries end', async () => {
  const { client, bodies } = await service(refuse(503))
  expect((await failure(client.screen(event))).problem?.status).toBe(503)
  expect(bodies).toHaveLength(4)
})

test('a connection cut is tried again for what is repeatable, and not for what would be done twice', async () => {
  const cut: Answer = (_, __, request) => void request.socket.destroy()
  const screening = await service(cut, ok)
  expect(await screening.client.screen(event)).toEqual(reply)
  const creating = await service(cut)
  const fault = await failure(creating.client.keys.create({ name: 'k', scopes: ['read'] }))
  expect(fault.kind).toBe('unreachable')
  expect(creating.bodies).toHaveLength(1)
})

test('an answer that is not ours is told, not guessed at', async () => {
  const { client } = await service((_, response) => void response.end('<html>'))
  expect((await failure(client.screen(event))).kind).toBe('protocol')
  expect((await failure(client.ready())).kind).toBe('protocol')
})

test('a caller can stop a call', async () => {
  const { client } = await service(() => {})
  const controller = new AbortController()
  const call = client.screen(event, { signal: controller.signal })
  setTimeout(() => controller.abort(), 20)
  expect((await failure(call)).kind).toBe('stopped')
})

const judgeLines: Answer = (body, response) => {
  const lines = body.trimEnd().split('\n')
  response.end(lines.map((_, index) => `${JSON.stringify({ line: index + 1, ...reply })}\n`).join(''))
}

async function gather(results: AsyncIterable<BatchResult>): Promise<BatchResult[]> {
  const all: BatchResult[] = []
  for await (const result of results) all.push(result)
  return all
}

test('a batch is sent in several requests and answered in the order of its events', async () => {
  const { client, bodies } = await service(judgeLines)
  const events = Array.from({ length: 25 }, (_, index) => ({ ...event, id: `e-${index}` }))
  const results = await gather(client.screenBatch(events, { linesPerRequest: 10 }))
  expect(results.map((result) => result.line)).toEqual(events.map((_, index) => index + 1))
  expect(bodies).toHaveLength(3)
})

test('lines that the service could not take just then are sent again, alone; refused ones are not', async () => {
  const partly: Answer = (_, response) => {
    const later = { line: 2, ...problemOf('unavailable', 'Later.') }
    const never = { line: 3, ...problemOf('invalid-request', 'No.') }
    response.end([{ line: 1, ...reply }, later, never].map((line) => `${JSON.stringify(line)}\n`).join(''))
  }
  const { client, bodies } = await service(partly, judgeLines)
  const events = ['a', 'b', 'c'].map((id) => ({ ...event, id }))
  const results = await gather(client.screenBatch(events))
  expect(results.map(isProblem)).toEqual([false, false, true])
  expect(results.map((result) => result.line)).toEqual([1, 2, 3])
  expect(
    bodies[1]!
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  ).toEqual(['b'])
})

test('results of a slow stream come before the stream goes on', async () => {
  const { client } = await service(judgeLines)
  let answered = 0
  async function* slow() {
    yield { ...event, id: 'first' }
    while (answered === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    yield { ...event, id: 'second' }
  }
  for await (const _ of client.screenBatch(slow())) answered++
  expect(answered).toBe(2)
})

test('a batch that is left early asks its source to close', async () => {
  const { client } = await service(judgeLines)
  let closed = false
  async function* endless() {
    try {
      for (let n = 0; ; n++) yield { ...event, id: `e-${n}` }
    } finally {
      closed = true
    }
  }
  for await (const _ of client.screenBatch(endless(), { linesPerRequest: 5 })) break
  expect(closed).toBe(true)
})
