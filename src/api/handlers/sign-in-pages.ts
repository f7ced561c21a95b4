import { createHash } from 'node:crypto'
import { PAGE_SCRIPT, PAGE_STYLE, signInPage as renderSignIn, WELCOME_PAGE } from '../access/sign-in-pages.ts'
import { ROUTES } from '../contract/routes.ts'
import type { MakeHandler } from '../handler.ts'

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64')
const POLICY = `default-src 'none'; script-src 'self'; style-src 'sha256-${STYLE_HASH}'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`

/** The page where a one-time link is used. */
export const welcomePage: MakeHandler = () => html(WELCOME_PAGE)

/** The page to sign in. */
export const signInPage: MakeHandler = ({ access }) => html(renderSignIn(access.options.sso !== undefined))

/** The script of both. */
export const signInScript: MakeHandler = () => (_request, reply) => {
  reply.header('content-type', ROUTES.signInScript.replyType)
  return PAGE_SCRIPT
}

function html(text: string): ReturnType<MakeHandler> {
  return (_request, reply) => {
    reply.header('content-type', ROUTES.signInPage.replyType).header('content-security-policy', POLICY)
    return text
  }
}
