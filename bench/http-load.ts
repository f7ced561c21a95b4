import { connect, type Socket } from 'node:net'

export interface Load {
  readonly requests: number
  readonly seconds: number
}

/**
 * Sends requests on kept-alive connections, one at a time on each, for a while. A bare client, so that both cores
 * are left to the service: answers are only counted and checked for their status.
 */
export async function httpLoad(
  url: string,
  options: { connections: number; ms: number; key: string; body: (n: number) => string },
): Promise<Load> {
  const { hostname, port } = new URL(url)
  const end = performance.now() + options.ms
  const start = performance.now()
  let sent = 0
  let answered = 0

  function next(): string {
    const body = options.body(sent++)
    return `POST /v1/screen HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${options.key}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  }

  function run(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket: Socket = connect(Number(port), hostname, () => socket.write(next()))
      socket.setNoDelay(true)
      let text = ''
      socket.on('error', reject)
      socket.on('data', (part) => {
        text += part.toString('latin1')
        const head = text.indexOf('\r\n\r\n')
        if (head === -1) return
        const length = Number(/content-length: (\d+)/i.exec(text)![1])
        if (text.length < head + 4 + length) return
        if (!text.startsWith('HTTP/1.1 200')) return reject(new Error(`not answered with 200: ${text}`))
        text = ''
        answered++
        if (performance.now() < end) socket.write(next())
        else {
          socket.end()
          resolve()
        }
      })
    })
  }
  await Promise.all(Array.from({ length: options.connections }, run))
  return { requests: answered, seconds: (performance.now() - start) / 1000 }
}
