import { createHmac } from 'node:crypto'
import { secretBytes } from './secret.ts'

export interface WebhookHeaders {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/**
 * The headers of a message, signed with every secret that holds now: HMAC-SHA256 over `id.seconds.body`, each as
 * `v1,` and Base64, spaces between. Source: Standard Webhooks 1.0.0.
 */
export function signedHeaders(
  secrets: readonly string[],
  message: { readonly id: string; readonly body: string },
  nowMs: number,
): WebhookHeaders {
  const seconds = String(Math.floor(nowMs / 1000))
  const signatures = secrets.map((secret) => {
    const mac = createHmac('sha256', secretBytes(secret)).update(`${message.id}.${seconds}.${message.body}`)
    return `v1,${mac.digest('base64')}`
  })
  return {
    'webhook-id': message.id,
    'webhook-timestamp': seconds,
    'webhook-signature': signatures.join(' '),
  }
}
