// A receiver that is killed: node scripts/run.mjs bench/webhook-receiver.ts PORT FILE SECRET. It has the npm library
// standardwebhooks verify each message, writes it down, and only then answers.
import { openSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'

const [port, path, secret] = process.argv.slice(2) as [string, string, string]
const file = openSync(path, 'a')
const webhook = new Webhook(secret)

createServer((request, response) => {
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    const id = request.headers['webhook-id']
    try {
      const { data } = webhook.verify(body, request.headers as Record<string, string>) as {
        data: { n: number; target: string }
      }
      writeSync(file, `${JSON.stringify([id, data.target, data.n])}\n`)
      response.writeHead(204).end()
    } catch {
      writeSync(file, `${JSON.stringify([id, 'not verified', -1])}\n`)
      response.writeHead(401).end()
    }
  })
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'))
