import type { Page } from 'playwright-core'
import { MARK, RAN } from './hostile.fixture.ts'

/** What hostile content did to a page that shows it; empty lists when it is shown and nothing more. */
export interface Damage {
  /** What ran, or came into being out of a text. */
  readonly came: string[]
  /** Text that is to be seen outside of the box that it was put in. */
  readonly outside: string[]
  /** Characters that turn the direction, cannot be seen or pile up, drawn as they are. */
  readonly raw: string[]
  /** Whether any of it was shown. */
  readonly isShown: boolean
}

/** Looks at what a page shows. */
export function damageOf(page: Page): Promise<Damage> {
  return page.evaluate(look, [MARK, RAN] as const)
}

/** Runs in the page. */
function look([mark, ran]: readonly [string, string]): Damage {
  const came: string[] = []
  if (ran in window) came.push(`${(window as unknown as Record<string, unknown>)[ran]} ran`)
  if (getComputedStyle(document.body).display === 'none') came.push('nothing is shown any more')
  const MADE = [
    ...[
      'img[src="x"]',
      'iframe',
      'base',
      'meta[http-equiv]',
      'animate',
      'object',
      'embed',
      'script:not([src])',
    ],
    ...['[onerror]', '[onload]', '[onmouseover]', '[onfocus]', '[onbegin]', '[href^="javascript:" i]'],
    ...['[src*="evil"]', '[href*="evil"]', '[action*="evil"]', 'body style'],
  ]
  for (const found of document.querySelectorAll(MADE.join(','))) came.push(found.outerHTML.slice(0, 200))
  // What every page has is where it was, and nothing lies over it.
  const brand = document.querySelector('.menu-brand')
  if (brand !== null) {
    const { left, top, width, height } = brand.getBoundingClientRect()
    const there = document.elementFromPoint(left + width / 2, top + height / 2)
    if (there === null || !brand.contains(there)) came.push('something lies over the menu')
  }
  const { scrollWidth, clientWidth } = document.documentElement
  const outside = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide of ${clientWidth}`] : []
  const raw: string[] = []
  let isShown = false
  const RAW =
    /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]|\p{M}{5}/u
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.nodeValue ?? ''
    const parent = node.parentElement!
    if (RAW.test(text)) raw.push(`${parent.className}: ${JSON.stringify(text).slice(0, 80)}`)
    if (!text.includes(mark)) continue
    isShown = true
    const left = leaves(node, parent)
    if (left !== undefined) outside.push(`${left}: ${text.slice(0, 60)}`)
  }
  for (const named of document.querySelectorAll('[title],[placeholder],[alt]'))
    for (const name of ['title', 'placeholder', 'alt'])
      if (RAW.test(named.getAttribute(name) ?? '')) raw.push(`${name} of ${named.className}`)
  return { came, outside, raw, isShown }

  /** How a text leaves its box; undefined when it does not. */
  function leaves(node: Node, parent: Element): string | undefined {
    const range = document.createRange()
    range.selectNodeContents(node)
    const seen = [...range.getClientRects()]
      .map((rect) => clipped(rect, parent))
      .filter((rect) => rect.right > rect.left && rect.bottom > rect.top)
    const box = parent.closest('[role=gridcell], td, dd, li, [role=dialog], .panel, section, main, body')!
    const { left, top, right, bottom } = box.getBoundingClientRect()
    const bad = seen.find(
      (rect) =>
        rect.left < left - 1 || rect.right > right + 1 || rect.top < top - 1 || rect.bottom > bottom + 1,
    )
    if (bad === undefined) return undefined
    const edges = [bad.left, bad.top, bad.right, bad.bottom].map(Math.round)
    return `${edges} leaves <${box.localName} class="${box.className}"> ${[left, top, right, bottom].map(Math.round)}`
  }

  /** What is to be seen of a rectangle, when all above it cut off what they cut off. */
  function clipped(rect: DOMRect, from: Element) {
    let { left, top, right, bottom } = rect
    for (
      let above: Element | null = from;
      above !== null && above !== document.body;
      above = above.parentElement
    ) {
      const style = getComputedStyle(above)
      if (style.display === 'inline') continue
      const cuts =
        style.overflowX !== 'visible' || style.contain.includes('paint') || style.contain.includes('content')
      if (!cuts) continue
      const edge = above.getBoundingClientRect()
      left = Math.max(left, edge.left)
      top = Math.max(top, edge.top)
      right = Math.min(right, edge.right)
      bottom = Math.min(bottom, edge.bottom)
    }
    return { left, top, right, bottom }
  }
}
