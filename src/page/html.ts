/** Text as it may stand in HTML, in an attribute too. What would turn the reading direction or hide is shown as code. */
export function escapeHtml(text: string): string {
  return text.replace(
    UNSAFE,
    (unit) => ENTITIES[unit] ?? `[U+${unit.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
  )
}

const UNSAFE =
  /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Joins the parts of emoji and of some scripts.
  '\u200d': '\u200d',
  '\u200c': '\u200c',
}

/** HTML that was made here, apart from text that came from elsewhere. */
export interface Html {
  readonly html: string
}

/** Writes HTML: texts that are put in are escaped, HTML that was made the same way is not, lists are joined. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { html: strings.map((text, i) => (i === 0 ? text : write(values[i - 1]) + text)).join('') }
}

type HtmlValue = string | number | Html | undefined | null | false | readonly HtmlValue[]

function write(value: HtmlValue): string {
  if (value === undefined || value === null || value === false) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return escapeHtml(String(value))
  return 'html' in value ? value.html : value.map(write).join('')
}
