import { revealText } from './reveal-text.ts'

/**
 * What somebody else wrote, for places that take nothing but text (titles, options, names of buttons): what cannot be
 * seen or turns the text around stands as its code, and piled marks go.
 */
export function plainText(text: string): string {
  return revealText(text)
    .map((piece) => (piece.kind === 'hidden' || piece.kind === 'direction' ? `[${piece.code}]` : piece.text))
    .join('')
}
