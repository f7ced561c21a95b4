/** The pages where people sign in until they are in the console: plain forms, one script of ours, nothing from elsewhere. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif }
main { max-width: 24rem; margin: 4rem auto; padding: 0 1.25rem }
label { display: block; margin: 1rem 0 0.25rem }
input { box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit; border: 1px solid; border-radius: 0.25rem }
button { margin-top: 1.25rem; padding: 0.5rem 1.25rem; font: inherit; font-weight: 600; color: Canvas; background: CanvasText; border: 0; border-radius: 0.25rem; cursor: pointer }
button:disabled { opacity: 0.5; cursor: default }
[role=status] { margin-top: 1.25rem; min-height: 1.5em }
[role=status].bad { padding-left: 0.75rem; border-left: 0.25rem solid #c22 }
`

export const WELCOME_PAGE = page(
  'Set your password',
  `<form id="welcome">
<p>At least 12 characters. Several words that do not belong together make a good one.</p>
<label for="email">E-mail address (only if you were not invited under one)</label>
<input id="email" type="email" autocomplete="username">
<label for="password">New password</label>
<input id="password" type="password" autocomplete="new-password" required minlength="12">
<button>Set password</button>
</form>
<p id="next" hidden><a href="/sign-in">Sign in</a></p>`,
)

/** The page to sign in; with a link to the OpenID provider where one is set up. */
export function signInPage(hasSso: boolean): string {
  return page(
    'Sign in',
    `<form id="sign-in">
<label for="email">E-mail address</label>
<input id="email" autocomplete="username" required>
<label for="password">Password</label>
<input id="password" type="password" autocomplete="current-password" required>
<label for="code">Code, if you have a second factor</label>
<input id="code" autocomplete="one-time-code" inputmode="text">
<button>Sign in</button>
</form>${hasSso ? '\n<p><a href="/v1/sso/start">Sign in at your organisation</a></p>' : ''}
<form id="sign-out" hidden><button>Sign out</button></form>`,
  )
}

/** Sends the forms as JSON and says what came of it. It holds no secret and reads the link's from behind the number sign. */
export const PAGE_SCRIPT = `'use strict'
const status = document.querySelector('[role=status]')
const value = (id) => document.getElementById(id).value
let csrf

async function send(path, body) {
  const response = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: Object.assign(
      body === undefined ? {} : { 'content-type': 'application/json' },
      csrf === undefined ? {} : { 'haechi-csrf': csrf },
    ),
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const reply = await response.json()
  if (!response.ok) {
    const first = reply.errors && reply.errors[0]
    throw new Error((first ? 'The ' + first.field + ' ' + first.problem + '. ' : reply.detail + ' ') + reply.wayOut)
  }
  return reply
}

function say(text, bad = false) {
  status.textContent = text
  status.classList.toggle('bad', bad)
}

function on(id, work) {
  const form = document.getElementById(id)
  if (form === null) return
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    say('')
    try {
      await work(form)
    } catch (fault) {
      say(fault.message, true)
    }
    button.disabled = false
  })
}

function show(session) {
  csrf = session.csrf
  document.getElementById('sign-in').hidden = true
  document.getElementById('sign-out').hidden = false
  document.querySelector('h1').textContent = 'You are signed in'
  say('As ' + session.user.name + ' (' + session.user.role + ').')
}

on('welcome', async (form) => {
  const email = value('email')
  const body = { token: location.hash.slice(1), password: value('password') }
  const reply = await send('/v1/invitation', email === '' ? body : Object.assign(body, { email }))
  history.replaceState(null, '', '/welcome')
  form.hidden = true
  document.getElementById('next').hidden = false
  say('Your password is set. You sign in as ' + reply.login + '.')
})
on('sign-in', async () => {
  const code = value('code')
  const body = { email: value('email'), password: value('password') }
  show(await send('/v1/sign-in', code === '' ? body : Object.assign(body, { code })))
})
on('sign-out', async () => {
  await send('/v1/sign-out', {})
  location.reload()
})
if (document.getElementById('welcome') && location.hash.length < 2) {
  document.getElementById('welcome').hidden = true
  say('This page needs the whole one-time link, with what stands behind the number sign.', true)
}
if (document.getElementById('sign-in')) send('/v1/session').then(show, () => {})
`

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Haechi</title><style>${PAGE_STYLE}</style></head><body><main>
<h1>${title}</h1>
${body}
<p role="status"></p>
</main><script type="module" src="/sign-in.js"></script></body></html>
`
}
