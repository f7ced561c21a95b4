// Receives Haechi's webhooks: checks each signature, takes each message once, and writes it to a file before it answers.
// Needs nothing but Node:  HAECHI_WEBHOOK_SECRET=whsec_… node examples/receiver.mjs [PORT] [FILE]
import { createHmac, timingSafeEqual } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'

const secret = Buffer.from((process.env.HAECHI_WEBHOOK_SECRET ?? '').replace(/^whsec_/, ''), 'base64')
const port = Number(process.argv[2] ?? 9000)
const path = process.argv[3] ?? 'received.ndjson'
if (secret.length === 0) {
  console.error('Set HAECHI_WEBHOOK_SECRET to the secret that `haechi endpoint add` showed.')
  process.exit(2)
}

// What was taken before a restart is known from the file. A line that a crash cut short was never answered for.
const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
const whole = text.slice(0, text.lastIndexOf('\n') + 1)
if (whole !== text) truncateSync(path, Buffer.byteLength(whole))
const taken = new Set(
  whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).id),
)
const file = openSync(path, 'a')

const server = createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts)
    const id = request.headers['webhook-id']
    if (request.method !== 'POST' || !isSigned(request.headers, body)) return response.writeHead(401).end()
    if (!taken.has(id)) {
      const message = JSON.parse(body)
      // On disk first, then the answer: what we answered for is never lost. Here you would obey it, too.
      writeSync(file, `${JSON.stringify({ id, ...message })}\n`)
      fsyncSync(file)
      taken.add(id)
      console.log(`${message.type} ${message.data?.enforcement ?? ''} ${message.data?.target ?? ''}`)
    }
    response.writeHead(204).end()
  })
})

/** Standard Webhooks 1.0.0: one of the signatures is ours, and the time is within five minutes. */
function isSigned(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures = '' } = headers
  if (!id || !(Math.abs(Date.now() / 1000 - Number(at)) < 300)) return false
  const mac = createHmac('sha256', secret).update(`${id}.${at}.`).update(body).digest()
  return signatures.split(' ').some((signature) => {
    const [version, text = ''] = signature.split(',')
    const given = Buffer.from(text, 'base64')
    return version === 'v1' && given.length === mac.length && timingSafeEqual(given, mac)
  })
}

server.listen(port, '127.0.0.1', () =>
  console.log(`listening at http://127.0.0.1:${port}/, writing to ${path}`),
)
process.on('SIGINT', () => {
  server.close()
  server.closeAllConnections()
  closeSync(file)
})
