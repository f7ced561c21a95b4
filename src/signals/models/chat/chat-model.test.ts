import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { HostParts } from '../create-model-host.ts'
import { ModelFault } from '../model-fault.ts'
import { testHost } from '../test-host.fixture.ts'
import { LONGEST_COMPLETION } from './ask-service.ts'
import { chatModel } from './chat-model.ts'
import type { ChatOptions } from './chat-options.ts'
import { type Answering, type ChatServer, chatServer, completion, says } from './chat-server.fixture.ts'

let server: ChatServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const never = new AbortController().signal
const CONTENT = '바보 같은 말'

async function asking(answer: Answering, more: Partial<ChatOptions> = {}, parts: Partial<HostParts> = {}) {
  const own = await chatServer(answer)
  server = own
  const host = testHost(parts)
  const make = (version = 'v1') =>
    chatModel(host, {
      name: 'guard',
      version,
      of: 'text',
      deadlineMs: 5000,
      labels: [],
      files: new Map(),
      policy: undefined,
      options: { url: own.url, model: 'm', format: 'llama-guard', retries: 0, ...more },
    })
  return { ask: make(), make, tally: host.tally('guard'), asked: own.asked, server: own }
}

async function whyOf(answer: Promise<unknown>): Promise<string> {
  const fault = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(fault).toBeInstanceOf(ModelFault)
  const told = `${(fault as Error).message} ${(fault as Error).stack}`
  expect(told).not.toContain('바보')
  expect(told).not.toContain('s3cret')
  return (fault as ModelFault).why
}

test('asks with the content as data, counts tokens and money, and answers the same content from the cache', async () => {
  const { ask, asked, tally } = await asking(says('unsafe\nS10'), { prices: { input: 2, output: 10 } })
  expect((await ask(CONTENT, never))[0]).toBe(1)
  expect(asked).toEqual([
    {
      ...{ model: 'm', messages: [{ role: 'user', content: CONTENT }], temperature: 0, stream: false },
      ...{ max_tokens: 64, logprobs: true, top_logprobs: 5 },
    },
  ])
  expect((await ask(`  ${CONTENT.normalize('NFD')} `, never))[0]).toBe(1)
  expect(asked).toHaveLength(1)
  expect(tally).toMatchObject({
    ...{ cacheHits: 1, cacheMisses: 1, tokensIn: 100, tokensOut: 4 },
    calls: { scored: 1, malformed: 0 },
  })
  expect(tally.spent).toBeCloseTo(0.00024)
})

test('the cache is bounded, ends, and is one for each version', async () => {
  let now = 0
  const { ask, make, asked } = await asking(
    says('safe'),
    { cache: { entries: 2, ttl: '1m' } },
    { stopwatch: () => now },
  )
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(text, never)
  expect(asked.map(({ messages }) => messages[0]!.content)).toEqual(['a', 'b', 'c', 'b'])
  now = 60_000
  await ask('b', never)
  expect(asked).toHaveLength(5)
  await make('v2')('b', never)
  expect(asked).toHaveLength(6)
})

test('the same content at the same time is asked about once', async () => {
  const { ask, asked } = await asking(async (response, question, request) => {
    await pause(30)
    says('safe')(response, question, request)
  })
  await Promise.all(Array.from({ length: 20 }, () => ask(CONTENT, never)))
  expect(asked).toHaveLength(1)
})

test.each<[string, Answering]>([
  ['an empty answer', says('')],
  ['no text', says(null)],
  ['a refusal', says('safe', { refusal: "I can't." })],
  ['a call of a tool', says('safe', { tool_calls: [{}] })],
  ['an answer cut off', says('safe', {}, { finish_reason: 'length' })],
  ['a filtered answer', says('safe', {}, { finish_reason: 'content_filter' })],
  ['a fenced answer', says('```\nsafe\n```')],
  ['a chatty answer', says('This is safe.')],
  [
    'two choices',
    (response) => {
      const one = completion('safe') as { choices: unknown[] }
      response.end(JSON.stringify({ ...one, choices: [one.choices[0], one.choices[0]] }))
    },
  ],
  ['HTML', (response) => void response.end('<html>safe</html>')],
  ['an error in the form of an answer', (response) => void response.end('{"error":{"message":"safe"}}')],
])('%s is malformed, is not kept, and says nothing of the service', async (_, answer) => {
  const { ask, asked, tally } = await asking(answer, { breaker: { failures: 1 } })
  expect(await whyOf(ask(CONTENT, never))).toBe('malformed')
  expect(await whyOf(ask(CONTENT, never))).toBe('malformed')
  expect(asked).toHaveLength(2)
  expect(tally).toMatchObject({ breaker: 'closed', calls: { malformed: 2, scored: 0 } })
})

test.each<[string, Answering]>([
  ['500', (response) => void response.writeHead(500).end('safe')],
  ['404 with a page', (response) => void response.writeHead(404).end('<html>')],
  ['a redirect', (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['a broken connection', (response) => void response.destroy()],
  ['10 MB', (response) => void response.end('x'.repeat(10 * 1_048_576))],
  ['one byte too much', (response) => void response.end('x'.repeat(LONGEST_COMPLETION + 1))],
])('%s is a failure', async (_, answer) => {
  const { ask } = await asking(answer)
  expect(await whyOf(ask(CONTENT, never))).toBe('failed')
})

test.each<[string, Answering]>([
  ['hangs', () => {}],
  [
    'drips',
    async (response) => {
      response.writeHead(200)
      for (let i = 0; i < 1000 && !response.destroyed; i++) {
        response.write(' ')
        await pause(5)
      }
    },
  ],
])('a service that %s is left when the deadline comes', async (_, answer) => {
  const { ask, tally } = await asking(answer)
  expect(await whyOf(ask(CONTENT, AbortSignal.timeout(60)))).toBe('late')
  expect(tally.calls.late).toBe(1)
})

test('what may pass is asked again, as long as the deadline leaves time', async () => {
  let times = 0
  const busyOnce: Answering = (response, question, request) => {
    if (times++ > 0) return says('safe')(response, question, request)
    response.writeHead(429, { 'retry-after': '0' }).end()
  }
  const first = await asking(busyOnce, { retries: 1 })
  expect((await first.ask(CONTENT, never))[0]).toBe(0)
  expect(first.tally.retries).toBe(1)
  await first.server.close()
  // Told to come back in ten seconds, with five left.
  const second = await asking((response) => void response.writeHead(429, { 'retry-after': '10' }).end(), {
    retries: 5,
  })
  expect(await whyOf(second.ask(CONTENT, never))).toBe('failed')
  expect(second.asked).toHaveLength(1)
  await second.server.close()
  const third = await asking((response) => void response.writeHead(401).end(), { retries: 5 })
  expect(await whyOf(third.ask(CONTENT, never))).toBe('failed')
  expect(third.asked).toHaveLength(1)
})

test('after failures in a row it rests; then one probe opens or closes it', async () => {
  let now = 0
  const down: Answering = (response) => void response.writeHead(500).end()
  const {
    ask,
    asked,
    tally,
    server: own,
  } = await asking(down, { breaker: { failures: 3, rest: '10s' } }, { stopwatch: () => now })
  for (const text of ['a', 'b', 'c']) expect(await whyOf(ask(text, never))).toBe('failed')
  expect(tally.breaker).toBe('open')
  expect(await whyOf(ask('d', never))).toBe('resting')
  expect(asked).toHaveLength(3)
  now = 10_000
  expect(await whyOf(ask('e', never))).toBe('failed')
  expect(asked).toHaveLength(4)
  expect(await whyOf(ask('f', never))).toBe('resting')
  now = 20_000
  own.answer = async (response, question, request) => {
    await pause(20)
    says('safe')(response, question, request)
  }
  const probe = ask('g', never)
  expect(tally.breaker).toBe('half-open')
  expect(await whyOf(ask('h', never))).toBe('resting')
  expect((await probe)[0]).toBe(0)
  expect(tally.breaker).toBe('closed')
  expect((await ask('h', never))[0]).toBe(0)
  expect(tally.calls).toMatchObject({ failed: 4, resting: 3, scored: 2 })
})

test('so many are asked at a time, so many wait, and the rest are turned away', async () => {
  let open = 0
  let most = 0
  const { ask, asked, tally } = await asking(
    async (response, question, request) => {
      most = Math.max(most, ++open)
      await pause(30)
      open--
      says('safe')(response, question, request)
    },
    { concurrency: 2, queue: 3 },
  )
  const all = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => ask(`text ${i}`, never)))
  expect(most).toBe(2)
  expect(all.map(({ status }) => status === 'fulfilled')).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ])
  expect(asked).toHaveLength(5)
  expect(tally.calls).toMatchObject({ scored: 5, busy: 3 })
  // One that waits for its turn till the deadline was never asked, and what waits behind it is.
  const waiting = [ask('x', never), ask('y', never), ask('late', AbortSignal.timeout(5)), ask('z', never)]
  expect(await whyOf(waiting[2]!)).toBe('late')
  await Promise.all([waiting[0], waiting[1], waiting[3]])
  expect(asked.map(({ messages }) => messages[0]!.content)).not.toContain('late')
})

test('the key comes from the environment and goes into the header alone', async () => {
  let seen: string | undefined
  const keyed: Answering = (response, question, request) => {
    seen = request.headers.authorization
    says('safe')(response, question, request)
  }
  const { ask, asked } = await asking(keyed, { key: 'GUARD_KEY' }, { secret: (name) => `s3cret of ${name}` })
  await ask(CONTENT, never)
  expect(seen).toBe('Bearer s3cret of GUARD_KEY')
  expect(JSON.stringify(asked)).not.toContain('s3cret')
  await server!.close()
  const without = await asking(keyed, { key: 'GUARD_KEY' })
  expect(await whyOf(without.ask(CONTENT, never))).toBe('failed')
  expect(without.asked).toHaveLength(0)
})
