import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROBLEM_TYPES, PROBLEM_URN } from '../src/api/contract/problem.ts'
import { startTestService, type TestService } from './api-service.fixture.ts'

let haechi: TestService
beforeAll(async () => {
  haechi = await startTestService()
})
afterAll(() => haechi?.stop())

const TYPES = new Set(Object.keys(PROBLEM_TYPES).map((name) => PROBLEM_URN + name))

async function decisions(): Promise<number> {
  const { text } = await haechi.request('GET', '/metrics')
  return [...text.matchAll(/^haechi_decisions_total\{.*\} (\d+)$/gm)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  )
}

/** Whatever is sent: 200, or a documented 4xx after which nothing is stored; never a 5xx. */
async function sendAnything(body: string | Uint8Array): Promise<void> {
  const { status, json, text } = await haechi.request('POST', '/v1/screen', body)
  if (status === 200) return
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  expect(TYPES.has(json.type)).toBe(true)
  expect(json.status).toBe(status)
  if (typeof body === 'string' && body.includes('~secret~')) expect(text).not.toContain('~secret~')
}

const anyString = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u200b'.repeat(300),
    '\ud800',
    '\0',
    '~secret~',
    '-1',
    '1e999',
    '2026-13-45T99:00:00Z',
    'room:',
  ),
)
const odd = fc.oneof(
  anyString,
  fc.double(),
  fc.maxSafeInteger(),
  fc.constantFrom(null, true, 1e308, -1e308, 2 ** 60, [], {}),
  fc.jsonValue(),
)
const almostEvent = fc.record(
  {
    id: fc.oneof(odd, fc.constant('x')),
    type: fc.oneof({ weight: 5, arbitrary: fc.constant('chat.message') }, { weight: 1, arbitrary: odd }),
    time: fc.oneof(
      odd,
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    ),
    world: fc.oneof(odd, fc.constant('plaza')),
    session: odd,
    actor: fc.oneof(odd, fc.constant('account:u1')),
    target: odd,
    data: fc.oneof(
      odd,
      fc.record(
        {
          text: fc.oneof(odd, fc.constant('~secret~')),
          account_created: odd,
          mentions: fc.oneof(odd, fc.array(odd)),
          level: odd,
          trust: odd,
        },
        { requiredKeys: [] },
      ),
      fc.dictionary(fc.oneof(anyString, fc.constantFrom('__proto__', 'constructor')), odd),
    ),
  },
  { requiredKeys: [] },
)

test('random bytes', async () => {
  const before = await decisions()
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), sendAnything), { numRuns: 150 })
  expect(await decisions()).toBe(before)
})

test('random JSON and events that are almost right', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json(),
        almostEvent.map((event) => JSON.stringify(event)),
      ),
      sendAnything,
    ),
    { numRuns: 600 },
  )
})

test('what is refused is not stored', async () => {
  const cases = [
    '{"type":"chat.message","data":{"text":"x","text":"y"}}',
    '{"type":"chat.message","data":{"text":"\\ud800"}}',
    '{"type":"chat.message","data":{"text":"\\u0000"}}',
    '{"type":"chat.message","data":{"__proto__":{"text":"x"}}}',
    `{"type":"chat.message","data":{"text":"${'x'.repeat(2001)}"}}`,
    `{"type":"chat.message","data":{"text":"${'\u200b'.repeat(300_000)}"}}`,
    '{"type":"chat.message","data":{"text":"x","level":1e999}}',
    '{"type":"chat.message","data":{"text":"x","level":-1}}',
    '{"type":"chat.message","data":{"text":"x","level":1.5}}',
    '{"type":"chat.message","data":{"text":"x","level":9007199254740993}}',
    '{"type":"chat.message","time":"1999-01-01T00:00:00Z","data":{"text":"x"}}',
    '{"type":"chat.message","time":"2999-01-01T00:00:00Z","data":{"text":"x"}}',
    '{"type":"chat.message","actor":"room:r1","data":{"text":"x"}}',
    '{"type":"chat.message","world":"atlantis","data":{"text":"x"}}',
    '{"type":"chat.message","data":{}}',
    `${'['.repeat(100_000)}`,
    `{"type":"chat.message","data":${'{"a":'.repeat(65)}1${'}'.repeat(65)}}`,
  ]
  const before = await decisions()
  for (const body of cases) {
    const { status } = await haechi.request('POST', '/v1/screen', body)
    expect([body.slice(0, 80), status]).toEqual([body.slice(0, 80), 400])
  }
  expect(
    (await haechi.request('POST', '/v1/screen', `"${'x'.repeat(10_000_000)}"`).catch(() => ({ status: 413 })))
      .status,
  ).toBe(413)
  expect(await decisions()).toBe(before)
  expect(
    (await haechi.request('POST', '/v1/screen', { type: 'chat.message', data: { text: 'x' } })).status,
  ).toBe(200)
  expect(await decisions()).toBe(before + 1)
})

test('random paths, methods and headers', async () => {
  const path = fc.oneof(
    fc.webPath(),
    fc.constantFrom(
      '/v1/decisions/%00',
      '/v1/decisions/%ff',
      '/v1/screen?',
      '/v1/keys/../..',
      '//',
      '/v1/decisions/d-1/replay',
    ),
  )
  await fc.assert(
    fc.asyncProperty(
      path,
      fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'HEAD'),
      async (to, method) => {
        const { status } = await haechi.request(method, `/${to.replace(/^\/+/, '')}`)
        expect(status).toBeLessThan(500)
      },
    ),
    { numRuns: 150 },
  )
})

test('after all of it the service stands, and no fault was logged', async () => {
  expect((await haechi.client.ready()).ready).toBe(true)
  const { text } = await haechi.request('GET', '/metrics')
  expect(text).toMatch(/^haechi_faults_total 0$/m)
  expect(haechi.logged.filter((line) => line.includes('"error"'))).toEqual([])
})
