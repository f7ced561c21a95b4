/** Content made to run, to break out of its place, or to fool the eye. */
export interface Hostile {
  readonly name: string
  readonly text: string
}

/** If any of it runs, this much is to be seen in the page. */
export const RAN = '__haechiHostile'
const run = (n: number) => `window.${RAN}=${n}`
/** Stands in every text, so that a test can tell that it was shown; letters that no other text has in this order. */
export const MARK = 'qzxHOSTILEqzx'

const RLO = '\u202e'
const ISOLATE = '\u2067'
const ZERO_WIDTH = '\u200b'

/** Text that would run somewhere: as markup, as a link, as a template, as a style, behind the end of a string. */
export const RUNNING: readonly Hostile[] = [
  { name: 'script', text: `${MARK}<script>${run(1)}</script>` },
  { name: 'image', text: `${MARK}<img src=x onerror="${run(2)}">` },
  {
    name: 'vector',
    text: `${MARK}<svg onload="${run(3)}"><animate onbegin="${run(3)}" attributeName=x dur=1s>`,
  },
  {
    name: 'link',
    text: `${MARK} javascript:${run(4)} <a href="javascript:${run(4)}">free</a> [free](javascript:${run(4)})`,
  },
  { name: 'frame', text: `${MARK}<iframe srcdoc="<script>parent.${RAN}=5</script>"></iframe>` },
  {
    name: 'template',
    text: `${MARK}{{constructor.constructor('${run(6)}')()}} \${${run(6)}} <%= ${run(6)} %> $t(save) {{name}} %s %o`,
  },
  {
    name: 'style',
    text: `${MARK}</style><style>*{display:none!important}</style>;position:fixed;inset:0;background:url(//evil.example/x)`,
  },
  {
    name: 'breakout',
    text: `${MARK}"'\`)}]};${run(8)};</script><script>${run(8)}</script><!--\u2028\u2029]]>`,
  },
  {
    name: 'attribute',
    text: `${MARK}" onmouseover="${run(9)}" autofocus onfocus="${run(9)}" style="position:fixed;inset:0" x="`,
  },
  {
    name: 'meta',
    text: `${MARK}<meta http-equiv=refresh content="0;url=//evil.example/"><base href=//evil.example/><form action=//evil.example/><button autofocus>`,
  },
]

/** Text that would leave its box. */
export const GROWING: readonly Hostile[] = [
  {
    name: 'zalgo',
    text: `${MARK}${[...'zalgo'].map((letter) => letter + '\u0310\u0321\u0337\u0353\u0489'.repeat(12)).join('')}`,
  },
  { name: 'unbroken', text: `${MARK}${'W'.repeat(1700)}` },
  { name: 'lines', text: `${MARK}${'\n'.repeat(400)}end` },
  { name: 'wide', text: `${MARK}${'\ufdfd'.repeat(120)}${'\u{12031}'.repeat(60)}` },
  { name: 'tabs', text: `${MARK}${'\t'.repeat(400)}end` },
]

/** Text that would be read as something else. */
export const FOOLING: readonly Hostile[] = [
  { name: 'override', text: `${MARK} photo_${RLO}gnp.exe and what comes after` },
  { name: 'isolate', text: `${MARK} ${ISOLATE} approved by the team ${ISOLATE} never closed` },
  {
    name: 'invisible',
    text: `${MARK} i${ZERO_WIDTH}d${ZERO_WIDTH}i${ZERO_WIDTH}o${ZERO_WIDTH}t \u{e0068}\u{e0069}\u{e007f} soft\u00adhyphen \u2060\ufeff`,
  },
  { name: 'look-alike', text: `${MARK} \u0440\u0430\u0443\u0440\u0430l.example \u0391dmin` },
]

export const HOSTILE: readonly Hostile[] = [...RUNNING, ...GROWING, ...FOOLING]

/** As ids of accounts, which hold no spaces and at most 256 characters. */
export const HOSTILE_IDS: readonly Hostile[] = [...RUNNING, ...FOOLING].map(({ name, text }) => ({
  name,
  text: short(`${name}-${text.replaceAll(/[\s\p{Cc}\u2028\u2029\ufeff]/gu, '/')}`, 250),
}))

/** On one line and of a given length, for names and reasons. */
export function oneLine(text: string, longest: number): string {
  return short(text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' '), longest)
}

/** At most so many UTF-16 units, and no half of a character at the end. */
function short(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')
}
