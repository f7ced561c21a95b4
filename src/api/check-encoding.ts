import type { IncomingHttpHeaders } from 'node:http'
import { refusal } from './problem-error.ts'

/** Bodies are plain UTF-8: packed ones could be bombs, and other character sets are read wrongly. */
export function checkEncoding(headers: IncomingHttpHeaders): void {
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity')
    throw refusal('unsupported-media-type', 'The body is encoded with a Content-Encoding.', {
      wayOut: 'Send the body as it is.',
    })
  const charset = /charset="?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset))
    throw refusal('unsupported-media-type', 'The body is in another character set than UTF-8.', {
      wayOut: 'Send UTF-8.',
    })
}
