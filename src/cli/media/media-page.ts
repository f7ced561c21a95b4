import { pageDocument } from '../../page/document.ts'
import { type Html, html } from '../../page/html.ts'
import type { DrawnPicture } from './draw-pictures.ts'
import { figuresAgainst } from './figures-against.ts'
import { harmfulScores } from './harmful-scores.ts'
import type { JudgedFile } from './judged-file.ts'
import { MEDIA_STYLE } from './media-style.ts'
import { scoresLine } from './scores-line.ts'

export interface MediaPageParts {
  readonly judged: JudgedFile
  readonly pictures: readonly DrawnPicture[]
  /** Pictures that were not drawn because there are too many. */
  readonly leftOut: number
  /** Of Haechi. */
  readonly version: string
}

/** A report about one file, one page that asks for nothing and runs no script. Whatever comes from the file is escaped. */
export function mediaPage({ judged, pictures, leftOut, version }: MediaPageParts): string {
  const { file, facts, verdict, profile } = judged
  const telling = new Set(judged.reasons.flatMap(({ picture }) => picture ?? []))
  const veiled = veilFor(judged)
  const figures = (some: readonly DrawnPicture[]) =>
    some.map((one) => figureOf(one, judged, veiled(one.name)))
  const [found, rest] = [
    pictures.filter(({ name, marks }) => telling.has(name) || marks.length > 0),
    pictures.filter(({ name, marks }) => !telling.has(name) && marks.length === 0),
  ]
  const asked =
    profile === undefined ? '' : `, held against ${profile.id} (${profile.world}, ${profile.slot})`
  const body = html`<main>
<p class="kicker">Haechi · a file judged</p>
<h1>${file}</h1>
<p><span class="verdict ${verdict}">${verdict}</span> <span class="soft">${facts.kind}${facts.format !== undefined && ` (${facts.format})`}, ${facts.bytes} bytes${asked}</span></p>
${facts.whole ? undefined : html`<p class="note">Not all of the file could be looked at: whatever it is, it is not allowed for what was not seen.</p>`}
${judged.unasked !== undefined && html`<p class="note">No image model looked at it: ${judged.unasked}</p>`}
${whyOf(judged)}
${found.length > 0 && html`<h2>Where</h2><div class="pictures large">${figures(found)}</div>`}
${limitsOf(judged)}
${exposureOf(judged)}
${textsOf(judged)}
${nearOf(judged)}
${findingsOf(judged)}
${rest.length > 0 && html`<h2>All pictures</h2><div class="pictures">${figures(rest)}</div>`}
${leftOut > 0 && html`<p class="soft">${leftOut} more pictures were looked at and are not drawn here.</p>`}
<footer>SHA-256 <code>${facts.digests.sha256}</code> · Haechi ${version} · ${facts.version}. Judged by the file and its looks; the rules of a pack judge it in the service (POST /v1/precheck).</footer>
</main>`
  return pageDocument({ title: `${file}: ${verdict}`, style: MEDIA_STYLE, body, pictures: true })
}

/** Whether a picture is veiled until it is chosen: all of a file that is known or insulting, else the one that a score speaks of. */
function veilFor({ facts, matches, terms, reasons }: JudgedFile): (name: string) => boolean {
  const all = matches.length > 0 || terms.length > 0 || reasons.some(({ code }) => code === 'too-bare')
  const high = new Set(facts.pictures.filter((one) => harmfulScores(one).length > 0).map(({ name }) => name))
  return (name) => all || high.has(name)
}

function figureOf(
  { name, png, width, height, marks }: DrawnPicture,
  judged: JudgedFile,
  veiled: boolean,
): Html {
  const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  const facts = judged.facts.pictures.find((one) => one.name === name)
  const says = [
    ...judged.reasons.filter(({ picture }) => picture === name).map((reason) => reason.says),
    ...marks,
    ...(facts === undefined ? [] : [scoresLine(facts)]),
  ].filter((line) => line !== '')
  return html`<figure class="${veiled ? 'veiled' : ''}">
<div class="frame" ${veiled ? html`tabindex="0"` : undefined}><img src="${source}" width="${width}" height="${height}" alt="${name}"></div>
<figcaption><b>${name}</b>${[...new Set(says)].map((line) => html`${line}<br>`)}${veiled ? html`<span class="soft">point at it, or choose it, to see it</span>` : undefined}</figcaption>
</figure>`
}

function whyOf({ reasons }: JudgedFile): Html {
  if (reasons.length === 0) return html`<p>Nothing was found that a person would have to see.</p>`
  const rows = reasons.map(
    ({ verdict, code, says, picture }) =>
      html`<tr><td><span class="verdict ${verdict}">${verdict}</span></td><td><code>${code}</code></td><td class="says">${says}</td><td>${picture ?? ''}</td></tr>`,
  )
  return html`<h2>Why</h2><div class="wide"><table><thead><tr><th>verdict</th><th>finding</th><th>says</th><th>picture</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

function limitsOf(judged: JudgedFile): Html | undefined {
  const figures = figuresAgainst(judged)
  if (figures.length === 0) return undefined
  const rows = figures.map(
    ({ name, value, most }) =>
      html`<tr><th>${name}</th><td class="right ${most !== undefined && value > most ? 'over' : ''}">${value}</td><td class="right">${most ?? '–'}</td></tr>`,
  )
  return html`<h2>Figures</h2><div class="wide"><table><thead><tr><th>figure</th><th class="right">item</th><th class="right">slot allows</th></tr></thead><tbody>${rows}</tbody></table></div><p class="soft">Limits: ${judged.profile!.source}</p>`
}

function exposureOf({ facts, profile }: JudgedFile): Html | undefined {
  const exposure = facts.item?.exposure[profile?.id ?? ''] ?? []
  if (exposure.length === 0) return undefined
  const rows = exposure.map(
    ({ region, bare, most, view }) =>
      html`<tr><th>${region}</th><td class="right ${bare > most ? 'over' : ''}">${percent(bare)}</td><td class="right">${percent(most)}</td><td>${view}</td></tr>`,
  )
  return html`<h2>What it leaves bare</h2><div class="wide"><table><thead><tr><th>region</th><th class="right">bare</th><th class="right">at most</th><th>seen best in</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

function textsOf({ facts, terms }: JudgedFile): Html | undefined {
  const rows = facts.pictures.flatMap(({ name, texts }) =>
    texts.map(
      ({ text, confidence, by }) =>
        html`<tr><td>${name}</td><td class="says">${text}</td><td>${by === 'code' ? 'QR code' : 'letters'}</td><td class="right">${confidence.toFixed(2)}</td></tr>`,
    ),
  )
  if (rows.length === 0) return undefined
  const banks = [...new Set(terms.map(({ bank }) => bank))].join(', ')
  return html`<h2>What is written in it</h2><details><summary>${rows.length} texts${banks !== '' && `, with terms of ${banks}`}</summary><div class="wide"><table><thead><tr><th>picture</th><th>text</th><th>by</th><th class="right">sure</th></tr></thead><tbody>${rows}</tbody></table></div></details>`
}

function nearOf({ near }: JudgedFile): Html | undefined {
  if (near.length === 0) return undefined
  const rows = near.map(
    ({ item, similarity, by, parts, picture }) =>
      html`<tr><th>${item}</th><td class="right">${percent(similarity)}</td><td>${by}</td><td>${share('shape', parts.shape)} ${share('views', parts.views)} ${share('texture', parts.texture)}</td><td>${picture?.mine ?? ''}</td></tr>`,
  )
  return html`<h2>Nearest items</h2><div class="wide"><table><thead><tr><th>item</th><th class="right">alike</th><th>by</th><th>parts</th><th>picture</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

function findingsOf({ findings }: JudgedFile): Html | undefined {
  if (findings.length === 0) return undefined
  const rows = findings.map(
    ({ severity, code, at, says }) =>
      html`<tr><td>${severity}</td><td><code>${code}</code></td><td class="says">${at}</td><td class="says">${says}</td></tr>`,
  )
  return html`<h2>Findings in the file</h2><div class="wide"><table><thead><tr><th>severity</th><th>code</th><th>at</th><th>says</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

function share(name: string, value: number | undefined): string {
  return value === undefined ? '' : `${name} ${percent(value)}`
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`
}
