import type { IncomingMessage, ServerResponse } from 'node:http'
import { problemHeaders, problemOfFault } from './answer-fault.ts'
import { authenticate } from './authenticate.ts'
import { checkEncoding } from './check-encoding.ts'
import { ROUTES } from './contract/routes.ts'
import { gatherBytes } from './gather-bytes.ts'
import type { Grant } from './keyring.ts'
import type { ServerParts } from './parts.ts'
import { ProblemError, refusal } from './problem-error.ts'
import { replyText } from './reply-text.ts'
import { SAFE_HEADERS } from './safe-headers.ts'
import { screenEvent } from './screen-event.ts'

/** How long a body may take to arrive, in ms. */
const LONGEST_BODY_MS = 30_000

const JSON_TYPE = /^application\/json\s*(;|$)/i

/**
 * Answers POST /v1/screen straight on Node's request and response, with the same checks and answers as its route.
 * The framework takes about a fifth of the time of so short a request, and this route carries the traffic.
 */
export function screenFast(
  parts: ServerParts,
  bodyLimitBytes: number,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    let grant: Grant
    try {
      const { headers } = request
      grant = authenticate(parts, ROUTES.screen, headers.authorization)
      checkEncoding(headers)
      if (!JSON_TYPE.test(headers['content-type'] ?? ''))
        throw refusal(
          'unsupported-media-type',
          'The media type of the body is not one that this route reads.',
        )
      if (Number(headers['content-length'] ?? 0) > bodyLimitBytes) throw tooLarge()
    } catch (fault) {
      // What is still coming of the body is read and dropped, so that the connection can be used again.
      request.resume()
      return refuse(fault)
    }
    const body = gatherBytes(bodyLimitBytes)
    const startedAt = parts.clock.now()
    request.on('data', (part: Buffer) => {
      // Drop by drop is no way to send a body that fits into one packet; idle connections end by the server's time.
      if (body.length > 0 && parts.clock.now() - startedAt > LONGEST_BODY_MS) return request.destroy()
      if (body.push(part)) return
      request.removeAllListeners('data').removeAllListeners('end').resume()
      refuse(tooLarge())
    })
    request.on('end', () => {
      const parsed = parts.events.read(body.take())
      if (!parsed.ok) return refuse(new ProblemError(parsed.problem))
      let screened: ReturnType<typeof screenEvent>
      try {
        screened = screenEvent(parts, grant, parsed.value)
      } catch (fault) {
        return refuse(fault)
      }
      screened.then((result) => {
        if (!result.ok)
          return send(
            result.problem.status,
            problemHeaders(result.problem, SAFE_HEADERS),
            JSON.stringify(result.problem),
          )
        const headers: Record<string, string> = {
          ...SAFE_HEADERS,
          'content-type': 'application/json; charset=utf-8',
        }
        if (result.repeated) headers['haechi-repeated'] = 'true'
        send(200, headers, replyText(result.decision))
      }, refuse)
    })

    function refuse(fault: unknown): void {
      const { problem, headers } = problemOfFault(parts, fault)
      send(problem.status, problemHeaders(problem, { ...SAFE_HEADERS, ...headers }), JSON.stringify(problem))
    }

    function send(status: number, headers: Record<string, string>, text: string): void {
      if (parts.stopping.aborted) headers.connection = 'close'
      headers['content-length'] = String(Buffer.byteLength(text))
      response.writeHead(status, headers)
      response.end(text)
    }
  }
}

function tooLarge(): ProblemError {
  return refusal('too-large', 'The body is larger than 1 MiB.', { headers: { connection: 'close' } })
}
