import { createHash } from 'node:crypto'
import { ROUTES } from '../contract/routes.ts'
import { docsPage } from '../docs-page.ts'
import type { MakeHandler } from '../handler.ts'
import { openApiDocument } from '../openapi-document.ts'

/** Shows the API as an OpenAPI document. */
export const openapi: MakeHandler = () => {
  let text: string | undefined
  return (_request, reply) => {
    text ??= JSON.stringify(openApiDocument())
    reply.header('content-type', 'application/json; charset=utf-8')
    return text
  }
}

/** Shows the API as a page: no script, no resource from elsewhere. */
export const docs: MakeHandler = () => {
  let page: { readonly html: string; readonly policy: string } | undefined
  return (_request, reply) => {
    page ??= pageAndPolicy()
    reply.header('content-type', ROUTES.docs.replyType).header('content-security-policy', page.policy)
    return page.html
  }
}

function pageAndPolicy(): { readonly html: string; readonly policy: string } {
  const { html, style } = docsPage(openApiDocument())
  const hash = createHash('sha256').update(style).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  return { html, policy }
}
