import { type Connection, refusal } from './connection.ts'

/** Lines of an NDJSON answer as they come. Throws HaechiError when the answer is a refusal. */
export async function* lineStream(
  connection: Connection,
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const leave = new AbortController()
  try {
    const response = await connection.fetch(connection.url + path, {
      headers: {
        authorization: `Bearer ${connection.key}`,
        accept: 'application/x-ndjson, application/problem+json',
      },
      signal: signal ? AbortSignal.any([signal, leave.signal]) : leave.signal,
    })
    if (!response.ok || response.body === null) throw refusal(response, await response.text(), connection.url)
    const reader = response.body.getReader()
    const decoder = new TextDecoder()
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line !== '') yield line
    }
  } finally {
    leave.abort()
  }
}
