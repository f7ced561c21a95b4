import { type Connection, call, stopped } from './connection.ts'
import { HaechiError } from './haechi-error.ts'

/**
 * The text of an answer as it comes, however long. Asks again where that can help, until the answer has begun; throws HaechiError,
 * also when it breaks off.
 */
export async function* textStream(
  connection: Connection,
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  let body: ReadableStream<Uint8Array> | null = null
  const fetch: Connection['fetch'] = async (input, init) => {
    const response = await connection.fetch(input, init)
    if (!response.ok) return response
    body = response.body
    return new Response(null, { status: response.status })
  }
  await call({ ...connection, fetch }, { method: 'GET', path, repeatable: true, signal })
  if (body === null) return
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const text = decoder.decode(value, { stream: !done })
      if (text !== '') yield text
      if (done) return
    }
  } catch (cause) {
    if (signal?.aborted) throw stopped(signal)
    throw new HaechiError('unreachable', `The answer of ${connection.url} broke off; ask again`, { cause })
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
