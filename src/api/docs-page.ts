import { PROBLEM_TYPES, PROBLEM_URN } from './contract/problem.ts'
import type { Route } from './contract/route.ts'
import { ROUTES } from './contract/routes.ts'
import { openApiPath, problemsOf } from './openapi-document.ts'

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif }
body { max-width: 56rem; margin: 0 auto; padding: 1rem 1.25rem 4rem }
h2 { margin-top: 2.5rem; border-top: 1px solid #8886; padding-top: 1rem }
code, pre { font: 0.9em/1.5 ui-monospace, monospace }
pre { overflow: auto; padding: 0.75rem; border: 1px solid #8886; border-radius: 6px }
table { border-collapse: collapse } td, th { text-align: left; vertical-align: top; padding: 0.25rem 1rem 0.25rem 0 }
`

/** The API as one page of HTML, without script; `style` is its style sheet, for the hash in the policy header. */
export function docsPage(document: Record<string, unknown>): { html: string; style: string } {
  const paths = document.paths as Record<string, Record<string, Operation>>
  const routes = Object.entries<Route>(ROUTES)
  const index = routes
    .map(
      ([name, route]) =>
        `<tr><td><a href="#${name}"><code>${route.method} ${escapeHtml(route.path)}</code></a></td><td>${escapeHtml(route.summary)}</td></tr>`,
    )
    .join('\n')
  const sections = routes
    .map(([name, route]) =>
      section(name, route, paths[openApiPath(route.path)]?.[route.method.toLowerCase()]),
    )
    .join('\n')
  const problems = Object.entries(PROBLEM_TYPES)
    .map(
      ([name, { status, when, wayOut }]) =>
        `<tr><td>${status}</td><td><code>${PROBLEM_URN}${name}</code></td><td>${escapeHtml(when)} ${escapeHtml(wayOut)}</td></tr>`,
    )
    .join('\n')
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Haechi API</title><style>${STYLE}</style></head><body>
<h1>Haechi API</h1>
<p>Keys travel as <code>Authorization: Bearer KEY</code>. The same as a document for tools: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
<table>${index}</table>
${sections}
<h2 id="problems">Problems</h2>
<p>Every refusal is <code>application/problem+json</code> with these types.</p>
<table>${problems}</table>
</body></html>
`
  return { html, style: STYLE }
}

interface Operation {
  readonly requestBody?: unknown
  readonly responses: Record<string, unknown>
}

function section(name: string, route: Route, operation: Operation | undefined): string {
  const scope = route.needs === null ? 'No key needed.' : `Needs <code>${route.needs}</code>.`
  const parts = [
    `<h2 id="${name}"><code>${route.method} ${escapeHtml(route.path)}</code></h2>`,
    `<p>${escapeHtml(route.summary)}. ${scope}</p>`,
  ]
  if (route.description) parts.push(`<p>${escapeHtml(route.description)}</p>`)
  if (operation?.requestBody) parts.push(details('Request', operation.requestBody))
  const success = operation?.responses[String(route.status)]
  if (success) parts.push(details(`Reply ${route.status}`, success))
  const problems = problemsOf(route).map((problem) => `${PROBLEM_TYPES[problem].status} ${problem}`)
  parts.push(`<p>Problems: ${escapeHtml(problems.join(', '))}.</p>`)
  return parts.join('\n')
}

function details(title: string, content: unknown): string {
  return `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(content, null, 2))}</pre></details>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
