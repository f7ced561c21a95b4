import { createHash } from 'node:crypto'
import { type Html, html } from './html.ts'

/** What a page that is handed on as one file is made of. */
export interface PageParts {
  readonly title: string
  readonly style: string
  readonly body: Html
  /** Whether pictures stand in it, as data: then its policy allows these. */
  readonly pictures?: boolean
}

/** One HTML file: it asks for nothing from anywhere and runs no script; its policy allows the one style sheet, pictures that are in it where it says so, and nothing else. */
export function pageDocument({ title, style, body, pictures = false }: PageParts): string {
  const hash = createHash('sha256').update(style).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'${pictures ? '; img-src data:' : ''}; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
${html`<title>${title}</title>`.html}
<style>${style}</style>
</head>
<body>
${body.html}
</body>
</html>
`
}
