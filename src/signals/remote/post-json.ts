/** What another service answered: any status, a body of bounded length. */
export interface JsonReply {
  readonly status: number
  readonly headers: Headers
  /** Undefined: longer than allowed; it was not read to its end. */
  readonly text: string | undefined
}

export interface JsonRequest {
  readonly url: string
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** In bytes. */
  readonly longestReply: number
  readonly stop: AbortSignal
}

/**
 * Posts JSON to an address that the pack names, and to no other: a redirect rejects, since it could send players' words
 * to a host that nobody chose. Rejects when `stop` is aborted, also while the body drips in, and when the connection
 * fails. Errors hold neither what was sent nor what was answered.
 */
export async function postJson(
  fetch: typeof globalThis.fetch,
  { url, body, headers = {}, longestReply, stop }: JsonRequest,
): Promise<JsonReply> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: stop,
  })
  const { status } = response
  if (status !== 200) {
    // What an error page says is of no use, and may be long.
    await response.body?.cancel()
    return { status, headers: response.headers, text: '' }
  }
  return { status, headers: response.headers, text: await readBounded(response, longestReply) }
}

/** The body as text, or undefined when it is longer than `most` bytes. */
async function readBounded(response: Response, most: number): Promise<string | undefined> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(parts).toString('utf8')
    size += value.byteLength
    if (size > most) {
      await reader.cancel()
      return undefined
    }
    parts.push(value)
  }
}
