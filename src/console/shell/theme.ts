export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEPT = 'haechi-theme'

export function keptTheme(): Theme {
  const kept = localStorage.getItem(KEPT)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

/** Shows the pages light, dark, or as the system does. */
export function showTheme(theme: Theme): void {
  localStorage.setItem(KEPT, theme)
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.setAttribute('data-theme', theme)
  window.dispatchEvent(new Event('haechi-theme'))
}
