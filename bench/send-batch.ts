import { request } from 'node:http'
import { benchEvent } from './events.ts'

/** Sends events through the batch endpoint on a few streams; resolves to the seconds it took. Throws when one is not judged. */
export async function sendBatch(
  { url, key }: { url: string; key: string },
  run: string,
  count: number,
  streams = 4,
): Promise<number> {
  const start = performance.now()
  const share = Math.ceil(count / streams)
  await Promise.all(
    Array.from({ length: streams }, (_, stream) => {
      const from = stream * share
      return sendStream(url, key, run, from, Math.min(count, from + share))
    }),
  )
  return (performance.now() - start) / 1000
}

function sendStream(url: string, key: string, run: string, from: number, to: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/v1/screen/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    })
    sending.on('error', reject)
    let judged = 0
    sending.on('response', (response) => {
      let rest = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        const lines = (rest + part).split('\n')
        rest = lines.pop()!
        for (const line of lines) {
          if (!line.includes('"decision":"d-')) return reject(new Error(`not judged: ${line}`))
          judged++
        }
      })
      response.on('error', reject)
      response.on('end', () => {
        if (judged === to - from) resolve()
        else reject(new Error(`${judged} of ${to - from} judged`))
      })
    })
    let next = from
    function send(): void {
      for (;;) {
        if (next === to) return void sending.end()
        let text = ''
        for (let i = 0; i < 100 && next < to; i++) text += `${benchEvent(run, next++)}\n`
        if (!sending.write(text)) return void sending.once('drain', send)
      }
    }
    send()
  })
}
