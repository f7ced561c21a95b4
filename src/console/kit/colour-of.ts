/** A colour of the design as it is just now, light or dark, for the canvas: as an element that has it would show it. */
export function colourOf(host: HTMLElement, name: string): string {
  host.style.color = `var(${name})`
  const { color } = getComputedStyle(host)
  host.style.color = ''
  return color
}
