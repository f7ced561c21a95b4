import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcp } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { NOTHING_ALLOWED, readAllowList } from './allow-list.ts'
import type { Resolve } from './check-url.ts'
import { createPost, type PostOptions } from './post-webhook.ts'
import { newSecret } from './secret.ts'
import { signedHeaders } from './signed-headers.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function receiver(listener: RequestListener): Promise<{ url: string; port: number; server: Server }> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hook`, port, server }
}

const secret = newSecret((bytes) => void crypto.getRandomValues(bytes))

function sender(options: Partial<PostOptions> = {}) {
  const { post, close } = createPost({ allow: readAllowList('127.0.0.1'), ...options })
  closers.push(close)
  return (url: string, signal = new AbortController().signal) => {
    const body = '{"type":"ping"}'
    return post({ url, body, headers: signedHeaders([secret], { id: 'msg-1', body }, Date.now()), signal })
  }
}

test('a message is posted whole, and the status tells what came of it', async () => {
  const seen: { method: string | undefined; id: unknown; body: string }[] = []
  const { url } = await receiver((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      seen.push({ method: request.method, id: request.headers['webhook-id'], body })
      response.writeHead(Number(new URL(request.url!, 'http://x').searchParams.get('status')), {
        'retry-after': '7',
      })
      response.end('something')
    })
  })
  const post = sender()
  const wanted = [
    ...([
      [200, 'delivered'],
      [204, 'delivered'],
      [410, 'gone'],
      [429, 'busy'],
      [503, 'busy'],
    ] as const),
    ...([
      [500, 'error'],
      [404, 'refused'],
      [304, 'redirect'],
    ] as const),
  ]
  for (const [status, result] of wanted)
    expect(await post(`${url}?status=${status}`)).toMatchObject({ status, result, retryAfter: '7' })
  expect(seen).toEqual(wanted.map(() => ({ method: 'POST', id: 'msg-1', body: '{"type":"ping"}' })))
})

test('a redirect to a private address is not followed', async () => {
  let visited = 0
  const inside = await receiver((_, response) => {
    visited++
    response.end()
  })
  for (const status of [301, 302, 303, 307, 308]) {
    const { url } = await receiver((_, response) => {
      response.writeHead(status, { location: inside.url }).end()
    })
    expect(await sender()(url)).toMatchObject({ result: 'redirect', status })
  }
  expect(visited).toBe(0)
})

test('nothing is connected to at a private address, whatever leads there', async () => {
  let connections = 0
  const { port, server } = await receiver((_, response) => void response.end())
  server.on('connection', () => connections++)
  const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  const mixed: Resolve = async () => [
    { address: '8.8.8.8', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  const forbidden = { result: 'forbidden-address', status: undefined }
  expect(
    await sender({ allow: NOTHING_ALLOWED, resolve })(`http://hooks.example.com:${port}/`),
  ).toMatchObject(forbidden)
  expect(
    await sender({ allow: NOTHING_ALLOWED, resolve: mixed })(`http://hooks.example.com:${port}/`),
  ).toMatchObject(forbidden)
  expect(await sender({ allow: NOTHING_ALLOWED })(`http://127.0.0.1:${port}/`)).toMatchObject(forbidden)
  expect(await sender({ allow: NOTHING_ALLOWED })(`http://localhost:${port}/`)).toMatchObject(forbidden)
  expect(await sender({ allow: NOTHING_ALLOWED })(`https://localhost:${port}/`)).toMatchObject(forbidden)
  expect(connections).toBe(0)
})

test('a name that led to a good address first is looked up and checked anew for each connection', async () => {
  const { port, server } = await receiver((_, response) => {
    response.writeHead(204, { connection: 'close' }).end()
  })
  let connections = 0
  server.on('connection', () => connections++)
  // The good address is one that is allowed here, so that there is somebody to answer.
  const answers = ['127.0.0.2', '127.0.0.1', '169.254.169.254']
  let asked = 0
  const resolve: Resolve = async () => [{ address: answers[asked++] ?? '127.0.0.1', family: 4 }]
  const onlySecond = readAllowList('127.0.0.1')
  const post = sender({ allow: { ...onlySecond, host: () => false }, resolve })
  const url = `http://hooks.example.com:${port}/`
  expect((await post(url)).result).toBe('forbidden-address')
  expect((await post(url)).result).toBe('delivered')
  expect((await post(url)).result).toBe('forbidden-address')
  expect([asked, connections]).toEqual([3, 1])
})

test('whoever does not answer, answers without end or too much is cut off', async () => {
  const silent = await receiver(() => undefined)
  expect(await sender({ timeoutMs: 100 })(silent.url)).toMatchObject({ result: 'timeout' })
  const closed: Promise<void>[] = []
  const endless = await receiver((_, response) => {
    closed.push(new Promise((resolve) => response.on('close', resolve)))
    response.writeHead(200)
    const timer = setInterval(() => response.write('x'.repeat(50_000)), 5)
    response.on('close', () => clearInterval(timer))
  })
  expect(await sender()(endless.url)).toMatchObject({ result: 'delivered', status: 200 })
  await Promise.all(closed)
  expect(closed).toHaveLength(1)
})

test('headers that trickle in without end are a time-out, and large ones no answer', async () => {
  const trickle = createTcp((socket) => {
    socket.on('error', () => undefined)
    socket.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => socket.write('x: y\r\n'), 5)
    socket.on('close', () => clearInterval(timer))
  }).listen(0, '127.0.0.1')
  closers.push(() => trickle.close())
  await new Promise((resolve) => trickle.once('listening', resolve))
  const { port } = trickle.address() as AddressInfo
  expect(await sender({ timeoutMs: 100 })(`http://127.0.0.1:${port}/`)).toMatchObject({ result: 'timeout' })
  const large = await receiver((_, response) => {
    response.writeHead(200, { padding: 'x'.repeat(40_000) }).end()
  })
  expect(await sender()(large.url)).toMatchObject({ result: 'unreachable' })
})

test('who is not there is unreachable, and a stop ends what is under way', async () => {
  const gone = await receiver(() => undefined)
  gone.server.close()
  await new Promise((resolve) => gone.server.once('close', resolve))
  expect(await sender()(gone.url)).toMatchObject({ result: 'unreachable' })
  const stopping = new AbortController()
  const silent = await receiver(() => stopping.abort())
  expect(await sender()(silent.url, stopping.signal)).toMatchObject({ result: 'stopped' })
})

test('connections are used again, and one that the receiver closed meanwhile costs no try', async () => {
  let connections = 0
  const { url, server } = await receiver((_, response) => void response.end())
  server.on('connection', () => connections++)
  const post = sender()
  await post(url)
  // One is free again a moment after its answer.
  for (let before = 0; before < connections; ) {
    before = connections
    await new Promise((resolve) => setTimeout(resolve, 20))
    await post(url)
  }
  await new Promise((resolve) => setTimeout(resolve, 20))
  server.closeAllConnections()
  expect((await post(url)).result).toBe('delivered')
})
