import type uPlot from 'uplot'

/**
 * Draws a chart, anew when the theme changes, and as wide as its place; `plot` holds it for whoever gives it other data. Gives
 * what takes it away.
 */
export function keepDrawn(
  host: HTMLElement,
  height: number,
  plot: { current: uPlot | undefined },
  make: (width: number) => uPlot,
): () => void {
  const width = () => Math.max(200, host.clientWidth)
  function draw(): void {
    plot.current?.destroy()
    plot.current = make(width())
  }
  draw()
  const watch = new ResizeObserver(() => plot.current?.setSize({ width: width(), height }))
  watch.observe(host)
  const dark = matchMedia('(prefers-color-scheme: dark)')
  window.addEventListener('haechi-theme', draw)
  dark.addEventListener('change', draw)
  return () => {
    watch.disconnect()
    window.removeEventListener('haechi-theme', draw)
    dark.removeEventListener('change', draw)
    plot.current?.destroy()
    plot.current = undefined
  }
}
